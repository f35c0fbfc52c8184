"""The tagger's network, in torch: for training and export alone; the index runs it as ONNX.

One encoder reads the word pieces with the features of the parse and the rules added to their
embeddings. On it stand three chains of tags (content, cue, source), conditional random fields
each (Lafferty et al. 2001), and vectors by which a content finds its cue and a cue its source.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from index import quantisation
from index.attribution.windows import FEATURES, RULES_FROM

CHAINS = 3  # content, cue, source
TAGS = 3  # out, begin, inside
LINK = 64  # dimensions of a link's vectors
_HEADS_WIDTH = 128
_NEVER = -1e4


class Network(nn.Module):
    """Word pieces of shape (batch, length) → emissions, link vectors and speech scores."""

    def __init__(self, encoder: BertModel, *, rules_dropout: float = 0.3) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.rules_dropout = rules_dropout
        tables = [nn.Embedding(n, width, padding_idx=0) for n in FEATURES]
        for table in tables:  # small, so that the encoder starts as it was
            nn.init.normal_(table.weight, std=0.005)
            with torch.no_grad():
                table.weight[0].zero_()
        self.features = nn.ModuleList(tables)
        self.governor = nn.Linear(width, _HEADS_WIDTH)
        self.mix = nn.Linear(width + _HEADS_WIDTH, width)
        self.again = nn.ModuleList(nn.Embedding(n, 16) for n in FEATURES)
        hidden = width + 16 * len(FEATURES)
        self.dropout = nn.Dropout(0.1)
        self.emit = nn.Linear(hidden, CHAINS * TAGS)
        self.link = nn.Linear(hidden, 4 * LINK)
        self.speech = nn.Linear(hidden, 2)
        self.nobody = nn.Parameter(torch.zeros(2, LINK))  # no cue, no source
        self.transitions = nn.Parameter(torch.zeros(CHAINS, TAGS, TAGS))

    @classmethod
    def started_from(cls, folder: Path) -> Network:
        """With the encoder of a Sentence Transformers or BERT model's folder."""
        encoder = BertModel.from_pretrained(
            folder,
            attn_implementation="eager",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,  # costs a third of a step on a CPU, gains nothing
        )
        return cls(encoder)

    @classmethod
    def blank(cls, folder: Path) -> Network:
        """Untrained, of the shape that the folder's configuration tells."""
        config = BertConfig.from_pretrained(folder)
        config._attn_implementation = "eager"
        return cls(BertModel(config, add_pooling_layer=False))

    def forward(
        self, ids: Tensor, mask: Tensor | None, features: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Emissions (batch, length, CHAINS, TAGS), link vectors (batch, length, 4, LINK): content
        and the cue it seeks, cue and the source it seeks; speech scores (batch, length, 2).
        ``mask`` is None where nothing is padded."""
        return self.read(ids, mask, features, heads)[0]

    def read(
        self, ids: Tensor, mask: Tensor | None, features: Tensor, heads: Tensor
    ) -> tuple[tuple[Tensor, Tensor, Tensor], tuple[Tensor, ...]]:
        """What ``forward`` gives, and the state that each layer leaves, (batch, length, width)."""
        if self.training and self.rules_dropout:
            unhinted = torch.rand(len(ids), 1, device=ids.device) < self.rules_dropout
            kept = features.clone()
            for column in range(RULES_FROM, len(FEATURES)):
                kept[..., column] = features[..., column].masked_fill(unhinted, 0)
            features = kept
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for column, table in enumerate(self.features):
            embedded = embedded + table(features[..., column])
        read = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True)
        state = read.last_hidden_state
        governed = self.governor(state)
        governed = torch.gather(governed, 1, heads[..., None].expand(-1, -1, governed.shape[-1]))
        state = state + nn.functional.gelu(self.mix(torch.cat([state, governed], -1)))
        told = [table(features[..., column]) for column, table in enumerate(self.again)]
        state = self.dropout(torch.cat([state, *told], -1))
        emissions = self.emit(state).unflatten(-1, (CHAINS, TAGS))
        links = self.link(state).unflatten(-1, (4, LINK))
        return (emissions, links, self.speech(state)), tuple(read.hidden_states[1:])


def chain_loss(emissions: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Negative log likelihood of the tags, summed over batch and chains.

    ``emissions`` (batch, length, chains, tags), ``tags`` (batch, length, chains), ``mask``
    (batch, length), true up to each window's end. A span never starts INSIDE.
    """
    emissions = emissions.float()
    allowed = transitions.float() + forbidden(transitions.device)
    gold = emissions.gather(-1, tags[..., None])[..., 0]
    moves = allowed.new_zeros(tags.shape[0], tags.shape[1] - 1, tags.shape[2])
    for chain in range(tags.shape[2]):
        moves[..., chain] = allowed[chain][tags[:, :-1, chain], tags[:, 1:, chain]]
    here = mask[..., None].float()
    score = (gold * here).sum() + (moves * here[:, 1:]).sum()
    first = emissions[:, 0] + forbidden(emissions.device)[0]  # as if OUT stood before
    steps = allowed + emissions[:, 1:, :, None]
    steps = torch.where(mask[:, 1:, None, None, None].bool(), steps, _stay(emissions.device))
    return torch.logsumexp(first[..., None] + _walked(steps), (-2, -1)).sum() - score


def _walked(steps: Tensor) -> Tensor:
    """All ways of each pair of tags over all steps, (batch, chains, tags, tags), of those over one
    step each, (batch, steps, chains, tags, tags): neighbours are joined, then pairs of these, and
    so on, which takes a GPU a few operations where step by step takes hundreds."""
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            more = _stay(steps.device).expand_as(steps[:, :1])
            steps = torch.cat([steps, more], 1)
        before, after = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(before[..., None] + after[..., None, :, :], -2)
    return steps[:, 0]


def _stay(device: torch.device) -> Tensor:
    """The step behind a window's end, which changes nothing."""
    return torch.where(torch.eye(TAGS, device=device).bool(), 0.0, _NEVER)


def forbidden(device: torch.device | None = None) -> Tensor:
    """What no chain may do: go from outside to INSIDE."""
    wall = torch.zeros(TAGS, TAGS, device=device)
    wall[0, 2] = _NEVER
    return wall


def pooled(vectors: Tensor, spans: Tensor) -> Tensor:
    """The vectors of spans: the mean of those of their first and last word piece.

    ``vectors`` (windows, length, width), ``spans`` (windows, n, 2) with the last position
    inclusive → (windows, n, width).
    """
    at = spans.flatten(1)[..., None].expand(-1, -1, vectors.shape[-1])
    ends = vectors.gather(1, at).reshape(len(spans), -1, 2, vectors.shape[-1])
    return ends.mean(2)


class _Unpadded(nn.Module):
    """The network as it is run: windows one by one, of which a mask would hide nothing."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, features: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        found: tuple[Tensor, Tensor, Tensor] = self.network(ids, None, features, heads)
        return found


def export(network: Network, target: Path) -> None:
    """Write the network as int8 ONNX, whole or not at all, with what it knows beside its layers."""
    ids = torch.randint(1000, 2000, (2, 9))
    inputs = {
        "ids": ids,
        "features": torch.zeros(*ids.shape, len(FEATURES), dtype=torch.long),
        "heads": torch.zeros_like(ids),
    }
    outputs = ["emissions", "links", "speech"]
    axes = {0: "windows", 1: "word_pieces"}
    learnt = {"transitions": network.transitions, "nobody": network.nobody}
    quantisation.export(
        _Unpadded(network),
        inputs,
        outputs,
        target,
        axes=dict.fromkeys([*inputs, *outputs], axes),
        metadata={name: json.dumps(value.tolist()) for name, value in learnt.items()},
    )
