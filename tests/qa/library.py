"""A folder of documents behind an answerer: real parts, from the reader to the vectors."""

import os
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from index.builder import Builder
from index.embedding import BUNDLED, Embedder, embedder
from index.parts import standard
from index.stores.local import LocalStore
from qa.answers import Answerer
from qa.replies import FoundPassage, FoundStatement, Question, Reply, Turn

SEEDS = Path(__file__).parents[2] / "seeds"
DOCUMENTS = Path(__file__).parents[1] / "documents"


def model() -> Embedder:
    """The bundled model; its int8 form is made where this machine has none yet."""
    cache = os.environ.get("ONRECORD_MODELS") or platformdirs.user_cache_dir("onrecord")
    return embedder(BUNDLED, Path(cache))


class Library:
    """``ask`` asks in turn; every reply is checked against the rules that no answer breaks."""

    def __init__(
        self, folder: Path, data: Path, embedder: Embedder, *, attributed: bool = True
    ) -> None:
        self.store = LocalStore(data)
        Builder(folder, self.store, standard(embedder, attributed=attributed)).build()
        self.answerer = Answerer(self.store, embedder)

    def ask(self, question: str, *before: str, limit: int = 8, offset: int = 0) -> Reply:
        history: list[Turn] = []
        for each in before:
            earlier = self.answerer.ask(Question(each, history=tuple(history)))
            text = earlier.text or (earlier.refusal.message if earlier.refusal else "")
            history += [Turn("user", each), Turn("assistant", text)]
        reply = self.answerer.ask(
            Question(question, history=tuple(history), limit=limit, offset=offset)
        )
        self.check(reply)
        return reply

    def check(self, reply: Reply) -> None:
        """Every word of evidence is verbatim and every sentence of an answer cites."""
        assert bool(reply.sentences) == reply.answered
        cited = {p.passage.id for p in reply.passages}
        for sentence in reply.sentences:
            assert sentence.citations
            assert set(sentence.citations) <= cited
        if reply.words:
            (passage,) = (
                p.passage for p in reply.passages if p.passage.id == reply.words.passage_id
            )
            start, end = reply.words.span
            assert reply.words.text == passage.text[start - passage.start : end - passage.start]
            assert reply.words.text in passage.text
        nearest = reply.refusal.nearest if reply.refusal else ()
        with self.store.snapshot() as snapshot:
            for found in [*reply.statements, *(n for n in nearest if _is_statement(n))]:
                statement = found.statement
                stored = snapshot.document(statement.document_id)
                assert stored is not None
                text = stored.document.text
                assert statement.text == " … ".join(text[slice(*s)] for s in statement.spans)
                assert statement.sentence_text == text[slice(*statement.sentence)]
                assert statement.source_text in text
            for found in [*reply.passages, *(n for n in nearest if _is_passage(n))]:
                passage = found.passage
                stored = snapshot.document(passage.document_id)
                assert stored is not None
                assert stored.document.text[passage.start : passage.end] == passage.text
                for start, end in found.highlights:
                    assert passage.start <= start < end <= passage.end


def _is_statement(found: object) -> bool:
    return isinstance(found, FoundStatement)


def _is_passage(found: object) -> bool:
    return isinstance(found, FoundPassage)


def speakers(reply: Reply) -> list[str]:
    """Who is shown, each once, in order."""
    return list(dict.fromkeys(_name(f) for f in reply.statements))


def words(reply: Reply) -> Sequence[str]:
    return [f.statement.text for f in reply.statements]


def _name(found: FoundStatement) -> str:
    return found.statement.speaker.name if found.statement.speaker else "?"
