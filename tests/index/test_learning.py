"""A run of training: weights of several networks become one's."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
from index.learning import mean  # noqa: E402

STATES = [
    {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor(4.0, dtype=torch.bfloat16)},
    {"weight": torch.tensor([[3.0, 0.0]]), "bias": torch.tensor(0.0, dtype=torch.bfloat16)},
]


@pytest.mark.parametrize(
    ("shares", "weight", "bias"),
    [(None, [[2.0, 1.0]], 2.0), ((3, 1), [[1.5, 1.5]], 3.0), ((0.0, 1.0), [[3.0, 0.0]], 0.0)],
)
def test_weights_are_mixed_by_their_shares(shares, weight, bias):
    mixed = mean(STATES, shares)
    assert mixed["weight"].tolist() == weight
    assert mixed["bias"] == bias
    assert mixed["bias"].dtype == torch.bfloat16
