"""Benchmarks: what they count."""

from typing import Any

import pytest

pytest.importorskip("torch", reason="torch is not installed")
pytest.importorskip("sklearn", reason="scikit-learn is not installed")
from benchmarks.attribution import on_record
from index.attribution import SURE

SHOWN: dict[str, Any] = {"speech": True, "source": [0, 4], "speaker": "Kirby", "confidence": SURE}


@pytest.mark.parametrize(
    "other", [{"speech": False}, {"source": None}, {"speaker": None}, {"confidence": SURE - 0.01}]
)
def test_on_record_with_a_speaker_is_speech_of_a_source_that_is_surely_enough_read(
    other: dict[str, Any],
) -> None:
    assert on_record([SHOWN, {**SHOWN, **other}]) == [SHOWN]
