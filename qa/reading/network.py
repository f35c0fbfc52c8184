"""The reader's network, in torch: for training and export alone; answers run it as ONNX.

A cross-encoder reads question and passage together. On it stand a score of the passage's relevance,
one of whether it answers, and for every word piece two of where an answer's words begin and end.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertForSequenceClassification

from index import quantisation


class Network(nn.Module):
    """Word pieces of shape (batch, length) → bounds (batch, length, 2) and judged (batch, 2).

    ``judged`` is relevance and whether it answers.
    """

    def __init__(self, base: BertForSequenceClassification) -> None:
        super().__init__()
        self.bert, self.classifier = base.bert, base.classifier
        width = base.config.hidden_size
        self.bounds = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 2))
        self.answers = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        self.dropout = nn.Dropout(0.1)

    @classmethod
    def started_from(cls, folder: Path) -> Network:
        """With the layers and the score of relevance of a cross-encoder's folder."""
        base = BertForSequenceClassification.from_pretrained(
            folder, num_labels=1, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        return cls(base)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        state: Tensor = self.bert.embeddings(ids, kinds)
        hidden = (1.0 - mask[:, None, None, :].to(state.dtype)) * torch.finfo(state.dtype).min
        for layer in self.bert.encoder.layer:
            passed: Tensor | tuple[Tensor, ...] = layer(state, hidden)
            state = passed[0] if isinstance(passed, tuple) else passed
        first = state[:, 0]
        if self.bert.pooler is None:
            raise ValueError("a cross-encoder with a pooling layer is needed")
        pooled = torch.tanh(self.bert.pooler.dense(first))
        relevance = self.classifier(self.dropout(pooled))
        judged = torch.cat([relevance, self.answers(self.dropout(first))], -1)
        return self.bounds(self.dropout(state)), judged


def export(network: nn.Module, target: Path, outputs: Sequence[str]) -> None:
    """Write a network as int8 ONNX, whole or not at all. Its first output is by word piece."""
    ids = torch.randint(1000, 2000, (2, 9))
    inputs = {"ids": ids, "kinds": torch.zeros_like(ids), "mask": torch.ones_like(ids)}
    axes = {0: "passages", 1: "word_pieces"}
    by_piece, by_passage = outputs
    quantisation.export(
        network,
        inputs,
        outputs,
        target,
        axes={**dict.fromkeys([*inputs, by_piece], axes), by_passage: {0: "passages"}},
    )
