"""The history of a folder: articles of one speaker each, and every state that each was in."""

import hashlib
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

_THINGS = ("bridge", "harbour", "station", "school", "museum", "market", "library")
_GIVEN = ("Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Henry", "Irene", "Jonas")
# No surname is a slip of another: these begin otherwise, and the rest is three edits apart.
_BEGINNINGS = "Bal Cor Dun Fel Gri Hov Jas Kel Lum Mor Nid Pra Sev Tor".split()
_MIDDLES = ("ako", "eshi", "ivu", "orde", "umbi", "yla", "antu", "epro", "oggo", "osku", "utha")
_ENDS = ("berg", "dottir", "ffin", "jevski", "kamp", "lund", "mann", "nova", "pski", "quist", "ric")


@dataclass(frozen=True, slots=True)
class State:
    """What an article is at a time: nothing without a ``path``. ``week`` tells its versions."""

    week: int | None = None
    path: str | None = None


@dataclass(slots=True)
class Article:
    """One speaker's, and every state it was in: (state, since, until), in seconds of the clock."""

    speaker: str
    history: list[tuple[State, float, float]] = field(default_factory=list)

    @property
    def now(self) -> State:
        return self.history[-1][0]

    def text(self, state: State) -> str:
        thing = _THINGS[len(self.speaker) % len(_THINGS)]
        return (
            f"Mayor {self.speaker} said the {thing} would open in week {state.week}. "
            "It was built in 1931 and has been closed since the flood.\n"
        )

    def within(self, since: float, until: float) -> set[State]:
        """The states it was in at some moment of a time."""
        return {state for state, begun, ended in self.history if begun <= until and since <= ended}


@dataclass
class Record:
    """The folder, and all that was ever in it. Safe to use from several threads."""

    folder: Path
    articles: list[Article]
    agreed: float = 0.0  # when folder and index were last found to agree
    wrong: list[str] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._weeks = 0
        self.by_speaker = {article.speaker: article for article in self.articles}

    def alter(self, article: Article, kind: str, chance: random.Random) -> None:
        state = article.now
        if kind in ("add", "change"):
            self._weeks += 1
            state = State(self._weeks, state.path or self._place(article, chance))
        elif kind == "rename":
            state = State(state.week, self._place(article, chance))
        else:
            state = State()
        before = article.now.path
        with self._lock:
            article.history.append((state, time.monotonic(), float("inf")))
        if kind == "delete":
            self._file(before).unlink()
        elif kind == "rename":
            self._file(state.path).parent.mkdir(parents=True, exist_ok=True)
            self._file(before).rename(self._file(state.path))
        else:
            self._file(state.path).parent.mkdir(parents=True, exist_ok=True)
            # At once: what is opened for writing is an empty file, which is a state of its own.
            new = self.folder.with_name(f"{self.folder.name}.new")
            new.write_text(article.text(state))
            new.replace(self._file(state.path))
        with self._lock:
            former, since, _ = article.history[-2]
            article.history[-2] = (former, since, time.monotonic())

    def _place(self, article: Article, chance: random.Random) -> str:
        name = article.speaker.replace(" ", "-").lower()
        return f"{chance.randrange(20):02}/{name}-{chance.randrange(10_000)}.txt"

    def _file(self, path: str | None) -> Path:
        return self.folder / (path or "nowhere")

    def states(self, speaker: str, since: float, until: float) -> set[State]:
        article = self.by_speaker.get(speaker)
        with self._lock:
            return article.within(since, until) if article else set()

    def files(self) -> dict[str, str]:
        """By path, the SHA-256 of what is there now."""
        return {
            a.now.path: hashlib.sha256(a.text(a.now).encode()).hexdigest()
            for a in self.articles
            if a.now.path
        }

    def note(self, what: str, seconds: float, wrong: str | None) -> None:
        with self._lock:
            self.took[what].append(seconds)
            if wrong:
                self.wrong.append(wrong)


def articles(number: int, chance: random.Random) -> list[Article]:
    """As many, each of a speaker whose name is like nobody else's."""
    surnames = [f"{a}{b}{c}" for a in _BEGINNINGS for b in _MIDDLES for c in _ENDS]
    chance.shuffle(surnames)
    return [
        Article(f"{chance.choice(_GIVEN)} {surname}", [(State(), 0.0, float("inf"))])
        for surname in surnames[:number]
    ]
