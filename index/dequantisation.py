"""A cross-encoder that is at hand as int8 ONNX alone → a folder that training can start from.

    python -m index.dequantisation MODEL_FOLDER TARGET

MODEL_FOLDER holds ``model.onnx`` and the tokenizer of a BERT of 12 layers and 384 dimensions with
one score on top, quantised by ONNX Runtime's ``quantize_dynamic``. The weights come out rounded as
they were stored; training mends that.
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
from transformers import BertConfig, BertForSequenceClassification

_PRODUCT = re.compile(r"(encoder/layer\.\d+/[\w/.]+?)/MatMul")  # a linear layer, by its node's name
_KEPT = re.compile(r"bert\.(?:embeddings|encoder|pooler)\..+|classifier\..+")
_STORED = "_quantized"
_TURNED = ("bert.pooler.dense.weight", "classifier.weight")


def dequantised(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """The weights by the names that ``BertForSequenceClassification`` has for them, float32.

    Raises KeyError for a model that was quantised in another way.
    """
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def unpacked(name: str) -> NDArray[np.float32]:
        base = name.removesuffix(_STORED)
        whole = stored[name].astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
        return np.ascontiguousarray(whole * stored[f"{base}_scale"], dtype=np.float32)

    found = {}
    for name, value in stored.items():
        plain = name.removesuffix(_STORED).removesuffix("_Transposed")
        if _KEPT.fullmatch(plain):
            if name.endswith(_STORED):  # products with one vector are stored the other way round
                found[plain] = unpacked(name).T if plain in _TURNED else unpacked(name)
            elif value.dtype == np.float32 and value.ndim and not name.endswith("_scale"):
                found[plain] = value
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and (layer := _PRODUCT.search(node.name)):
            name = layer[1].replace("/", ".")
            found[f"bert.{name}.weight"] = np.ascontiguousarray(unpacked(node.input[1]).T)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    weights = dequantised(onnx.load(given.folder / "model.onnx"))
    config = BertConfig(hidden_size=384, num_hidden_layers=12, intermediate_size=1536)
    config.num_labels = 1
    model = BertForSequenceClassification(config)
    model.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    model.save_pretrained(given.target)
    shutil.copy(given.folder / "tokenizer.json", given.target)


if __name__ == "__main__":
    main()
