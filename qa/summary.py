"""Summary: what the statements that pass a filter are about, where they stand and from when."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from index.documents import StoredStatement
from index.store import Filter, Snapshot, Tally
from qa.terms import as_written, stem

_READ = 1000  # statements, the latest: enough to tell what they are about
_WEIGHED = 200  # words, the most frequent
_TOPICS = 12
_SHORTEST = 3  # characters of a word that may be a topic


@dataclass(frozen=True, slots=True)
class Topic:
    """A word that is more frequent here than elsewhere, and in how many of the statements it is."""

    word: str
    statement_count: int


@dataclass(frozen=True, slots=True)
class Month:
    """``first`` is the month's first day, None for documents without a date."""

    first: date | None
    statement_count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """``documents`` and ``months`` are the latest first, ``topics`` the most telling."""

    documents: tuple[Tally, ...]
    months: tuple[Month, ...]
    topics: tuple[Topic, ...]


def summary(snapshot: Snapshot, where: Filter) -> Summary:
    """Of the statements that pass."""
    documents = snapshot.tally(where)
    months: Counter[date | None] = Counter()
    for each in documents:
        day = each.document.published
        months[day.replace(day=1) if day else None] += each.statement_count
    return Summary(
        tuple(documents),
        tuple(Month(first, n) for first, n in months.items()),
        _topics(snapshot, where),
    )


def _topics(snapshot: Snapshot, where: Filter) -> tuple[Topic, ...]:
    """The words whose share of these statements is above that of the others the most, by the
    log-likelihood ratio (Dunning 1993; over statements, as a word said twice in one is one)."""
    statements, _ = snapshot.statements_by(where, limit=_READ)
    everything = snapshot.counts().statements
    here: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for statement in statements:
        said = {stem(word): word for word in as_written(statement.text) if _telling(word)}
        here.update(said.keys())
        for root, word in said.items():
            forms.setdefault(root, Counter())[word] += 1
    found = []
    for root, n in here.most_common(_WEIGHED):
        word = forms[root].most_common(1)[0][0]
        everywhere = max(snapshot.frequency("statements", word), n)
        surprise = _surprise(n, len(statements), everywhere, everything)
        if surprise > 0 or everything <= len(statements):
            found.append((-surprise, -n, word))
    return tuple(Topic(_written(word, statements), -n) for _, n, word in sorted(found)[:_TOPICS])


def _written(word: str, statements: Sequence[StoredStatement]) -> str:
    """A word as these statements write it most often: "September", "NATO"."""
    as_word = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    forms = Counter(form for each in statements for form in as_word.findall(each.text))
    return forms.most_common(1)[0][0] if forms else word


def _telling(word: str) -> bool:
    return len(word) >= _SHORTEST and not word[0].isdigit()


def _surprise(n: int, of: int, everywhere: int, everything: int) -> float:
    """G² of a word in ``n`` of these statements and in ``everywhere`` of all; negative where it is
    rarer here than elsewhere."""
    expected = everywhere * of / everything
    other, others = everywhere - n, everywhere - expected
    ratio = n * log(n / expected) + (other * log(other / others) if other > 0 < others else 0.0)
    return 2 * ratio if n >= expected else -2 * ratio
