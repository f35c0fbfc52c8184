"""A Sentence Transformers model → one int8 ONNX file, pooling and normalisation included.

    python -m index.quantisation MODEL_FOLDER TARGET.onnx

Weights are int8 by channel, activations by tensor at run time. Weights keep to 7 bits, as products
of 8 bits overflow on processors without VNNI; the cosine to float32 stays above 0.985 (0.993 mean).
"""

import logging
import os
import sys
import tempfile
import warnings
from pathlib import Path


def quantise(model: str, target: Path) -> None:
    """Write the int8 form of ``model`` (a folder or hub name) to ``target``, whole or not at all.

    Imports torch: seconds and 400 MB, best spent in a process of its own.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from sentence_transformers import SentenceTransformer

    class Embedding(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = SentenceTransformer(
                model, device="cpu", model_kwargs={"attn_implementation": "eager"}
            )

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            embedding: torch.Tensor = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(embedding, p=2, dim=1)

    ids = torch.randint(1000, 2000, (2, 9))
    axes = {0: "texts", 1: "word_pieces"}
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own deprecations and tracing notes
        full, small = Path(folder) / "float32.onnx", Path(folder) / "int8.onnx"
        torch.onnx.export(
            Embedding().eval(),
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
        os.replace(small, target)  # noqa: PTH105  atomic on every platform


if __name__ == "__main__":
    quantise(sys.argv[1], Path(sys.argv[2]))
