"""An encoder that is at hand as int8 ONNX alone → a folder that training can start from.

    python -m index.attribution.dequantisation MODEL_FOLDER TARGET

MODEL_FOLDER holds ``model.onnx`` and the tokenizer of a BERT of 12 layers and 384 dimensions,
quantised by ONNX Runtime's ``quantize_dynamic``. The weights come out rounded as they were stored;
training mends that.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import BertConfig, BertModel

_PRODUCT = re.compile(r"(encoder/layer\.\d+/[\w/.]+?)/MatMul")  # a linear layer, by its node's name
_KEPT = re.compile(r"(?:bert\.)?((?:embeddings|encoder)\..+)")
_STORED = "_quantized"


def dequantised(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """The encoder's weights by the names that ``BertModel`` has for them, float32.

    Raises KeyError for a model that was quantised in another way.
    """
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def unpacked(name: str) -> NDArray[np.float32]:
        base = name.removesuffix(_STORED)
        whole = stored[name].astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
        return np.asarray(whole * stored[f"{base}_scale"], dtype=np.float32)

    found = {}
    for name, value in stored.items():
        if kept := _KEPT.fullmatch(name.removesuffix(_STORED)):
            if name.endswith(_STORED):
                found[kept[1]] = unpacked(name)
            elif value.dtype == np.float32 and value.ndim and not name.endswith("_scale"):
                found[kept[1]] = value
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and (layer := _PRODUCT.search(node.name)):
            name = layer[1].replace("/", ".")
            found[f"{name}.weight"] = np.ascontiguousarray(unpacked(node.input[1]).T)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    weights = dequantised(onnx.load(given.folder / "model.onnx"))
    config = BertConfig(hidden_size=384, num_hidden_layers=12, intermediate_size=1536)
    encoder = BertModel(config, add_pooling_layer=False)
    encoder.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    encoder.save_pretrained(given.target)
    shutil.copy(given.folder / "tokenizer.json", given.target)


if __name__ == "__main__":
    main()
