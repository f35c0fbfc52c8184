"""``onrecord search --run`` and ``onrecord ask --run``: questions → what scorers read, each a line.

A document goes by its path in the folder, without the suffix; offsets are into its text.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from tqdm import tqdm

from api.cli import GOOD, complain
from api.progress import Progress
from api.queries import BadLine, Query, read
from api.service import Service
from api.settings import Settings
from index.documents import Passage
from index.store import Store
from qa.replies import Reply

_Line = Mapping[str, object]


def search_run(settings: Settings, file: str, *, limit: int) -> int:
    """The passages of each question, those of one text one after the other. It counts as abstained
    from where ``ask`` refuses it."""
    service = Service(settings, Progress().note)
    names = _Names(service.store)

    def line(number: int, query: Query) -> _Line:
        question = query.to_question(1, names.ids(number, query))
        reply = service.ask(question)
        found = service.search(
            question.text, limit=limit, where=question.filters, history=question.history
        )
        results = [
            place | {"score": each.score, "text": passage.text}
            for each in found
            for passage in (each.passage, *(also.passage for also in each.also_in))
            for place in names.places(passage)
        ]
        return {"results": results, "abstained": not reply.answered}

    return _written(file, line)


def ask_run(settings: Settings, file: str, *, limit: int) -> int:
    """The answer to each question: ``answer`` is the exact words, ``reply`` the whole text."""
    service = Service(settings, Progress().note)
    names = _Names(service.store)

    def line(number: int, query: Query) -> _Line:
        reply = service.ask(query.to_question(limit, names.ids(number, query)))
        return {
            "answer": reply.words.text if reply.words else reply.text,
            "reply": reply.text,
            "reason": reply.refusal.reason if reply.refusal else None,
            "no_answer_score": _doubt(reply),
            "passages": [place for p in reply.passages for place in names.places(p.passage)],
            "speaker": next((f.statement.speaker.name for f in reply.statements[:1]
                             if f.statement.speaker), ""),
            "standalone_question": reply.standalone,
        }  # fmt: skip

    return _written(file, line)


def _written(file: str, line: Callable[[int, Query], _Line]) -> int:
    try:
        shown = sys.stderr.isatty()
        for number, query in tqdm(
            read(file, Query), unit="question", file=sys.stderr, disable=not shown
        ):
            written = {"qid": query.qid, **line(number, query)}
            print(json.dumps(written, ensure_ascii=False), flush=True)
    except BadLine as bad:
        return complain(str(bad))
    except BrokenPipeError:
        raise
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    return GOOD


def _doubt(reply: Reply) -> float:
    """In (0, 1], higher the likelier there is no answer; only the order means anything."""
    best = max((passage.score for passage in reply.passages), default=0.0)
    return 1.0 if reply.refusal else round(1 / (1 + max(0.0, best)), 4)


class _Names:
    """What a run calls each document: every path that has it, without the suffix."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of: Mapping[str, Sequence[str]] = {}
        self._ids: Mapping[str, set[str]] = {}

    def places(self, passage: Passage) -> list[dict[str, object]]:
        if passage.document_id not in self._of:  # the first one, or new in the folder
            self._of = self._read()
        return [
            {"doc_id": name, "start": passage.start, "end": passage.end}
            for name in self._of.get(passage.document_id, ())
        ]

    def ids(self, number: int, query: Query) -> frozenset[str]:
        """Of the documents that a line names. Raises BadLine where there is none of that name."""
        if not set(query.documents) <= self._ids.keys():  # the first ones, or new in the folder
            self._of = self._read()
            self._ids = defaultdict(set)
            for id, each in self._of.items():
                for name in each:
                    self._ids[name].add(id)
        if unknown := [name for name in query.documents if name not in self._ids]:
            raise BadLine(number, f"documents: there is no {unknown[0]}.")
        return frozenset().union(*(self._ids[name] for name in query.documents))

    def _read(self) -> Mapping[str, Sequence[str]]:
        names: dict[str, dict[str, None]] = defaultdict(dict)
        with self._store.snapshot() as snapshot:
            for file in snapshot.files():
                if file.document_id:
                    name = PurePosixPath(file.path).with_suffix("").as_posix()
                    names[file.document_id][name] = None
        return {id: tuple(each) for id, each in names.items()}
