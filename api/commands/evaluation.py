"""``onrecord eval``: figures on a user's own questions."""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Self

from pydantic import AliasChoices, BaseModel, Field, model_validator
from tqdm import tqdm

from api.cli import GOOD, NOTHING, complain
from api.plaintext import clean
from api.progress import Progress
from api.queries import Asked, BadLine, read
from api.report import Failure, html, shown
from api.schemas.questions import Filters
from api.service import Service
from api.settings import Settings
from index.store import Snapshot
from qa import evaluation
from qa.evaluation import SHARES, Case, Figure, Outcome
from qa.measures import Place
from qa.replies import Question


class _Evidence(BaseModel):
    """Words of a document, or their range in its text: code points, half open."""

    document: str = Field(validation_alias=AliasChoices("document", "doc_id"))
    text: str = ""
    start: int = Field(0, ge=0)
    end: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not self.text.strip() and self.start >= self.end:
            raise ValueError("evidence needs its text, or a start before an end")
        return self


class _Wanted(Asked):
    """A line: the question and what is wanted of the reply. A document is named by its path, with
    or without the suffix, or by its title. The sets' own names for fields are taken too."""

    answers: list[str] = Field([])
    speaker: str | None = None
    documents: list[str] = Field([], validation_alias=AliasChoices("documents", "relevant"))
    evidence: list[_Evidence] = Field([])
    answerable: bool = True
    filters: Filters = Filters()


def evaluate(
    settings: Settings,
    file: str,
    *,
    report: Path | None,
    floors: Mapping[str, float],
    as_json: bool,
) -> int:
    """``floors``: the least that a figure may be, by its name."""
    if unknown := [name for name in floors if name not in SHARES]:
        return complain(f"there is no figure {unknown[0]}; there are {', '.join(SHARES)}.")
    if report is not None and not report.parent.is_dir():
        return complain(f"there is no folder {report.parent} for the report.")
    service = Service(settings, Progress().note)
    service.warm()  # so that loading the model is no part of the first question's time
    try:
        with service.store.snapshot() as snapshot:
            library = _Library(snapshot)
            cases = [library.case(number, line) for number, line in read(file, _Wanted)]
    except BadLine as bad:
        return complain(str(bad))
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    if not cases:
        return complain(f"{file} holds no questions.")
    asked = evaluation.evaluate(cases, service)
    bar = tqdm(asked, total=len(cases), unit="question", file=sys.stderr,
               disable=not sys.stderr.isatty())  # fmt: skip
    outcomes = list(bar)
    figures = {figure.name: figure for figure in evaluation.figures(outcomes)}
    if unmeasured := [name for name in floors if name not in figures]:
        return complain(f"the questions hold nothing that {unmeasured[0]} could be measured by.")
    under = {name: least for name, least in floors.items() if figures[name].value < least}
    failed = [library.failure(outcome) for outcome in evaluation.failures(outcomes)]
    reasons = evaluation.reasons(outcomes)
    if report is not None:
        seconds = [outcome.seconds for outcome in outcomes]
        report.write_text(html(list(figures.values()), under, reasons, seconds, failed), "utf-8")
    if as_json:
        given = {
            "questions": len(outcomes),
            "figures": {name: asdict(figure) for name, figure in figures.items()},
            "under": under,
            "reasons": reasons,
            "failures": [asdict(failure) for failure in failed],
        }
        print(json.dumps(given, ensure_ascii=False, indent=2))
    else:
        for line in _table(figures.values(), reasons, under):
            print(line)
        print(f"{len(failed):,} of {len(outcomes):,} questions went wrong somewhere"
              + ("" if report or not failed else "; --report FILE.html lists them"))  # fmt: skip
    return NOTHING if under else GOOD


def _table(
    figures: Iterable[Figure], reasons: Mapping[str, int], under: Mapping[str, float]
) -> Iterator[str]:
    yield f"{'figure':<20}{'value':>10}   {'95 % interval':<22}{'questions':>9}"
    for figure in figures:
        interval = f"{shown(figure, figure.low)} – {shown(figure, figure.high)}"
        value = shown(figure, figure.value)
        low = f"  under {under[figure.name]:g}" if figure.name in under else ""
        yield f"{figure.name:<20}{value:>10}   {interval:<22}{figure.count:>9,}{low}"
    if reasons:
        yield "Refused: " + ", ".join(f"{reason} {count:,}" for reason, count in reasons.items())


class _Library:
    """The documents of a snapshot by their names, for questions to name and failures to show."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._paths: dict[str, str] = {}
        by_path: dict[str, set[str]] = {}
        by_stem: dict[str, set[str]] = defaultdict(set)
        by_title: dict[str, set[str]] = defaultdict(set)
        for file in snapshot.files():
            if file.document_id:
                self._paths.setdefault(file.document_id, file.path)
                by_path[file.path] = {file.document_id}
                by_stem[PurePosixPath(file.path).with_suffix("").as_posix()].add(file.document_id)
        for id in self._paths:
            if stored := snapshot.document(id):
                by_title[stored.document.title].add(id)
        # A whole path is of one file, also where another's is the same but for a suffix.
        self._ids = {**by_title, **by_stem, **by_path}

    def case(self, number: int, line: _Wanted) -> Case:
        """Raises BadLine where it names what is not there."""
        evidence = [self._place(number, each) for each in line.evidence]
        documents = {self._id(number, name) for name in line.documents}
        return Case(
            Question(line.question, line.turns, line.filters.to_filter()),
            tuple(line.answers),
            line.speaker or "",
            frozenset(documents or {place.document_id for place in evidence}),
            tuple(evidence),
            line.answerable,
        )

    def failure(self, outcome: Outcome) -> Failure:
        case, reply = outcome.case, outcome.reply
        wanted = [
            *(["no answer"] if not case.answerable else []),
            *([" / ".join(case.answers)] if case.answers else []),
            *([f"speaker: {case.speaker}"] if case.speaker else []),
            *(f"evidence: {self._paths[place.document_id]}, {place.start}–{place.end}"
              for place in case.evidence),
            *(f"document: {self._paths[id]}" for id in sorted(case.documents)),
        ]  # fmt: skip
        refused = (
            f"refused ({reply.refusal.reason}): {reply.refusal.message}" if reply.refusal else ""
        )
        got = [
            refused or reply.text,
            *([f"speaker: {outcome.speaker}"] if outcome.speaker else []),
            *dict.fromkeys(
                f"found: {self._paths.get(found.passage.document_id, found.title)}"
                for found in outcome.passages[:3]
            ),
        ]
        before = [turn.content for turn in case.question.history if turn.role == "user"]
        after = before[-1] if before else ""
        return Failure(case.question.text, after, reply.standalone, outcome.faults, wanted, got)

    def _id(self, number: int, name: str) -> str:
        found = self._ids.get(name, set())
        if len(found) != 1:
            which = "several documents are" if found else "no document of the index is"
            raise BadLine(number, f"{which} called “{clean(name)}”; give its path in the folder.")
        return next(iter(found))

    def _place(self, number: int, given: _Evidence) -> Place:
        id = self._id(number, given.document)
        if given.start < given.end:
            return Place(id, given.start, given.end)
        stored = self._snapshot.document(id)
        words = r"\s+".join(map(re.escape, given.text.split()))
        found = re.search(words, stored.document.text) if stored else None
        if found is None:
            raise BadLine(number, f"“{clean(given.document)}” holds no such words as its evidence.")
        return Place(id, *found.span())
