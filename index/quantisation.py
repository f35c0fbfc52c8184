"""A torch module → one int8 ONNX file. As a command, a Sentence Transformers model, with its
pooling and normalisation:

    python -m index.quantisation MODEL_FOLDER TARGET.onnx

Weights are int8 by channel, activations by tensor at run time. Weights keep to 7 bits, as products
of 8 bits overflow on processors without VNNI; the embedder's cosine to float32 stays above 0.985
(0.993 mean).
"""

from __future__ import annotations

import logging
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # torch takes seconds and 400 MB: best spent in a process of its own
    from torch import Tensor, nn


def export(
    module: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    target: Path,
    *,
    axes: Mapping[str, Mapping[int, str]],
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write the int8 form of a module to ``target``, whole or not at all.

    ``inputs`` are examples by name, in the order of the module's arguments; ``axes`` names, for
    inputs and outputs, the dimensions that vary.
    """
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory(dir=target.parent) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own deprecations and tracing notes
        full, small = Path(folder) / "float32.onnx", Path(folder) / "int8.onnx"
        torch.onnx.export(
            module.cpu().eval(),
            tuple(inputs.values()),
            str(full),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
        if metadata:
            model = onnx.load(small)
            onnx.helper.set_model_props(model, dict(metadata))
            onnx.save(model, small)
        small.replace(target)


def quantise(model: str, target: Path) -> None:
    """Write the int8 form of the embedder ``model`` (a folder or hub name) to ``target``."""
    import torch
    from sentence_transformers import SentenceTransformer

    class Embedding(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model: Any = SentenceTransformer(
                model, device="cpu", model_kwargs={"attn_implementation": "eager"}
            )

        def forward(self, input_ids: Tensor) -> Tensor:
            # No mask: texts run one by one, and adding nothing to all of attention takes a tenth.
            network, *pooling = self.model.children()
            state = network.auto_model(input_ids, attention_mask=None)[0]
            features = {"token_embeddings": state, "attention_mask": torch.ones_like(input_ids)}
            for module in pooling:
                features = module(features)
            embedding: Tensor = features["sentence_embedding"]
            return torch.nn.functional.normalize(embedding, p=2, dim=1)

    logging.disable(logging.WARNING)
    ids = torch.randint(1000, 2000, (2, 9))
    axes = {0: "texts", 1: "word_pieces"}
    export(
        Embedding(),
        {"input_ids": ids},
        ["embedding"],
        target,
        axes={"input_ids": axes, "embedding": {0: "texts"}},
    )


if __name__ == "__main__":
    quantise(sys.argv[1], Path(sys.argv[2]))
