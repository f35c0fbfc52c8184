"""An encoder that was quantised comes back with its weights, rounded."""

import warnings
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
import onnx  # noqa: E402
from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: E402
from transformers import BertConfig, BertForSequenceClassification  # noqa: E402

from index.dequantisation import dequantised  # noqa: E402


class Plain(torch.nn.Module):
    """The cross-encoder with nothing to choose, under the names that an exported one has."""

    def __init__(self, model: BertForSequenceClassification) -> None:
        super().__init__()
        self.bert, self.classifier = model.bert, model.classifier

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        state = self.bert.encoder(self.bert.embeddings(ids)).last_hidden_state
        return self.classifier(self.bert.pooler(state))


def test_every_weight_comes_back_to_within_what_eight_bits_hold(tmp_path: Path) -> None:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=50, hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=16, num_labels=1,
    )  # fmt: skip
    config._attn_implementation = "eager"
    encoder = BertForSequenceClassification(config).eval()
    for parameter in encoder.parameters():  # equal ones would be exported once
        torch.nn.init.normal_(parameter, std=0.1)
    whole, small = str(tmp_path / "whole.onnx"), tmp_path / "model.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own
        torch.onnx.export(
            Plain(encoder), (torch.ones(1, 4, dtype=torch.long),), whole, input_names=["input_ids"],
            output_names=["state"], dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
    found = dequantised(onnx.load(small))
    for name, weight in encoder.state_dict().items():
        if name.endswith("_ids"):
            continue
        if "token_type" in name:  # the export folds what a text of one part adds
            continue
        step = float(weight.abs().max()) / 127
        assert torch.tensor(found[name]).sub(weight).abs().max() <= step, name
