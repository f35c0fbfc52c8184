"""A large network teaches a smaller one: what the index runs costs half of what was trained.

The learner starts as every second layer of its teacher, heads and all, and is taught the labels,
the teacher's own judgement of every word piece (Hinton et al. 2015, Sanh et al. 2019), and what
each of those layers makes of it (Sun et al. 2019). Texts without labels teach the latter two.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax
from transformers import BertConfig, BertModel

from index.attribution.network import Network

TRAINED = "tagger.pt"  # a run's network in its work folder, beside its encoder's configuration
_TEMPERATURE = 2.0
_LAYER = re.compile(r"^(encoder\.encoder\.layer\.)(\d+)\.")


def save(network: Network, folder: Path) -> None:
    """Keep a trained network in its work folder, so that it can teach."""
    torch.save(network.state_dict(), folder / TRAINED)
    network.encoder.config.save_pretrained(folder)


def teacher(folder: Path) -> Network:
    """The network that a run left in its work folder, ready to be asked."""
    network = Network.blank(folder)
    network.load_state_dict(torch.load(folder / TRAINED, map_location="cpu", weights_only=True))
    return network.eval().requires_grad_(requires_grad=False)


def learner(taught_by: Network) -> Network:
    """Half as deep as its teacher: the second of every two layers, all else as it is."""
    config: BertConfig = copy.deepcopy(taught_by.encoder.config)
    config.num_hidden_layers //= 2
    config._attn_implementation = "eager"
    network = Network(BertModel(config, add_pooling_layer=False))
    kept = {}
    for name, value in taught_by.state_dict().items():
        layer = _LAYER.match(name)
        if layer is None:
            kept[name] = value
        elif int(layer[2]) % 2:
            kept[_LAYER.sub(rf"\g<1>{int(layer[2]) // 2}.", name)] = value
    network.load_state_dict(kept)
    return network


def distance(learnt: Sequence[Tensor], taught: Sequence[Tensor], mask: Tensor) -> Tensor:
    """How far the states of a learner's layers are from those of the teacher's layers they began
    as: mean squares over a state, summed over the word pieces, meant over the layers."""
    pairs = zip(learnt, taught[1::2], strict=True)
    apart = [((a.float() - b.float()) ** 2).mean(-1) for a, b in pairs]
    return (torch.stack(apart).mean(0) * mask).sum()


def disagreement(
    learnt: tuple[Tensor, Tensor, Tensor], taught: tuple[Tensor, Tensor, Tensor], mask: Tensor
) -> Tensor:
    """How far two networks' answers for the same windows differ, summed over the word pieces.

    Both are (emissions, links, speech scores) as ``Network`` gives them, ``mask`` is (batch,
    length). Tags differ by the divergence of their softened distributions; links and speech
    scores, which mean something in spans alone, by their squares where the teacher sees a span.
    """
    emitted, links, speech = (t.float() for t in learnt)
    wanted, right_links, right_speech = (t.float() for t in taught)
    soft, right = (log_softmax(t / _TEMPERATURE, -1) for t in (emitted, wanted))
    tags = kl_div(soft, right, reduction="none", log_target=True).sum((-2, -1))
    linked = ((links - right_links) ** 2).sum((-2, -1)) / links.shape[-1]
    told = ((speech - right_speech) ** 2).sum(-1)
    inside = (wanted.argmax(-1) > 0).any(-1)
    return (mask * (tags * _TEMPERATURE**2 + inside * (linked + told))).sum()
