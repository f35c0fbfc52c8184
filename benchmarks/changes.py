"""Whether every answer is true to a folder that changes under it, and how soon it is.

    python -m benchmarks.changes [--files 1000] [--clients 8] [--workers 1] [--minutes M] [--seed S]

A real server over a folder of short articles, each with one speaker of its own. In random order
``--files`` articles are added, as many changed, renamed into other directories and deleted, in
bursts of random size, while the clients ask again and again: what somebody says, for passages, and
for a document. Which article said what, and when, is written down.

An index follows its folder, so a reply may be of any state that the folder had from the last moment
before the question at which the two were found to agree (read from the catalogue between bursts) to
the end of the question; no other, no two of them at once, and no error. In one burst no article is
changed twice: to an index, a file that is renamed and rewritten between two looks is another one.

In the end all articles are asked for once more, and `onrecord verify` has to find nothing.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

from benchmarks.history import Article, Record, State, articles
from benchmarks.serving import command, machine, serving, until_ready
from index.stores.local import LocalStore

_PAUSE = 0.5  # seconds, at most, that a client thinks before it asks again
_LOOK = 0.05  # seconds between two looks whether index and folder agree
_PATIENCE = 600  # seconds that they may need to
_LARGEST_BURST = 100
_SHOWN = 5  # of the replies that were wrong
_WEEK = re.compile(r"(\w+ \w+) said the \w+ would open in week (\d+)")
_KINDS = ("add", "change", "rename", "delete")

Reply = dict[str, Any]


class Client:
    """Asks, and checks what it is told."""

    def __init__(self, port: int, record: Record, chance: random.Random) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._record = record
        self._chance = chance
        self._seen: dict[str, tuple[str, int]] = {}  # a document's id and week, by speaker

    def run(self, stop: Event) -> None:
        while not stop.is_set():
            article = self._chance.choice(self._record.articles)
            ask = self._chance.choice(
                (self.statements, self.statements, self.search, self.document)
            )
            ask(article)
            stop.wait(self._chance.random() * _PAUSE)

    def statements(self, article: Article) -> None:
        body = {"question": f"what did {article.speaker} say?"}

        def check(reply: Reply, since: float, until: float) -> str | None:
            states = self._record.states(article.speaker, since, until)
            said = reply["statements"]
            if not said:
                return None if State() in states else "nothing is found of one who is on record"
            if len(said) > 1 or said[0]["speaker"]["name"] != article.speaker:
                return f"not one statement of {article.speaker}'s: {said}"
            week = int(said[0]["text"].rpartition(" ")[2])
            self._seen[article.speaker] = said[0]["document"]["id"], week
            return None if week in {s.week for s in states} else f"week {week} is of another time"

        self._ask("statements", "POST", "/api/ask", body, check)

    def search(self, article: Article) -> None:
        def check(reply: Reply, since: float, until: float) -> str | None:
            found = Counter[str]()
            for passage in reply["items"]:
                told = _WEEK.search(passage["text"])
                if told is None:
                    return f"no article has this passage: {passage['text']!r}"
                found[told[1]] += 1
                states = self._record.states(told[1], since, until)
                if int(told[2]) not in {state.week for state in states}:
                    return f"{told[1]}'s week {told[2]} is of another time"
            if max(found.values(), default=0) > 1:
                return f"two versions at once: {found.most_common(1)}"
            return None

        query = quote(f"{article.speaker} week")
        self._ask("search", "GET", f"/api/search?q={query}&limit=20", None, check)

    def document(self, article: Article) -> None:
        if article.speaker not in self._seen:
            self.statements(article)
            return
        id, week = self._seen[article.speaker]

        def check(reply: Reply, since: float, until: float) -> str | None:
            states = self._record.states(article.speaker, since, until)
            if "text" not in reply:  # the 404 of a version that is no more
                gone = any(state.week != week for state in states)
                return None if gone else "there is no such document, and there was"
            held = {state.path for state in states if state.week == week}
            if f"in week {week}." not in reply["text"]:
                return f"the text is another one: {reply['text']!r}"
            return (
                None
                if len(reply["paths"]) == 1 and set(reply["paths"]) <= held
                else (f"it is at {reply['paths']}, and was at {held}")
            )

        self._ask("document", "GET", f"/api/documents/{id}", None, check, absent=True)

    def _ask(
        self,
        what: str,
        method: str,
        path: str,
        body: object,
        check: Callable[[Reply, float, float], str | None],
        *,
        absent: bool = False,
    ) -> None:
        since, began = self._record.agreed, time.monotonic()
        try:
            self._connection.request(
                method,
                path,
                json.dumps(body) if body else None,
                {"Content-Type": "application/json"},
            )
            response = self._connection.getresponse()
            reply = json.loads(response.read())
            good = response.status == HTTPStatus.OK or (
                absent and response.status == HTTPStatus.NOT_FOUND
            )
            ended = time.monotonic()
            wrong = check(reply, since, ended) if good else f"error {response.status}: {reply}"
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            ended, wrong = time.monotonic(), f"{type(error).__name__}: {error}"
        self._record.note(what, ended - began, wrong and f"{method} {path} {body or ''}: {wrong}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--minutes", type=float, help="stop after these, whatever is left to change"
    )
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"{machine()}, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as root:
        trial = Trial(Path(root), options.files, random.Random(options.seed))  # noqa: S311
        arguments = [command(), "serve", "--port", "0", "--workers", str(options.workers)]
        with serving(arguments, trial.environment) as (_, port):
            until_ready(port)
            trial.run(port, options.clients, 60 * (options.minutes or float("inf")))
        trial.verify()
        trial.tell()
    for wrong in trial.record.wrong[:_SHOWN]:
        print(f"WRONG: {wrong}")
    return 1 if trial.record.wrong else 0


class Trial:
    """One run: the folder, the changes that are made to it, and what came of them."""

    def __init__(self, root: Path, files: int, chance: random.Random) -> None:
        self._made = Counter[str]()
        self._chance = chance
        self._changes = [kind for kind in _KINDS for _ in range(files)]
        chance.shuffle(self._changes)
        self._bursts: list[float] = []  # seconds from the last change of each to agreement
        self._first = max(2, files // 10)
        self.record = Record(root / "documents", articles(files + self._first, chance))
        for article in self.record.articles[: self._first]:
            self.record.alter(article, "add", chance)
        self.environment = {
            **os.environ,
            "ONRECORD_DOCUMENTS": str(root / "documents"),
            "ONRECORD_DATA": str(root / "data"),
        }
        self._store = LocalStore(root / "data")

    def run(self, port: int, clients: int, seconds: float) -> None:
        self._settle()
        stop = Event()
        seeds = [random.Random(self._chance.random()) for _ in range(clients)]  # noqa: S311
        threads = [Thread(target=Client(port, self.record, s).run, args=(stop,)) for s in seeds]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        while self._changes and time.monotonic() - began < seconds:
            self._burst()
            changed = time.monotonic()
            self._settle()
            self._bursts.append(time.monotonic() - changed)
        stop.set()
        for thread in threads:
            thread.join()
        self._seconds = time.monotonic() - began
        last = Client(port, self.record, self._chance)
        for article in self.record.articles:
            last.statements(article)

    def _burst(self) -> None:
        """Some of the changes, each to another article."""
        touched = set[str]()
        for _ in range(self._chance.randint(1, _LARGEST_BURST)):
            kind = self._changes.pop() if self._changes else ""
            able = [
                article
                for article in self.record.articles
                if article.speaker not in touched and bool(article.now.path) == (kind != "add")
            ]
            if not kind or not able:
                if kind:
                    self._changes.insert(0, kind)
                return
            article = self._chance.choice(able)
            touched.add(article.speaker)
            self._made[kind] += 1
            self.record.alter(article, kind, self._chance)

    def _settle(self) -> None:
        """Wait until the index says of the folder what it is."""
        wanted, end = self.record.files(), time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with self._store.snapshot() as snapshot:
                found = {f.path: f.digest if f.error is None else "" for f in snapshot.files()}
            if found == wanted:
                self.record.agreed = time.monotonic()
                return
            time.sleep(_LOOK)
        sys.exit(
            f"the index does not come up to the folder: {set(found.items()) ^ set(wanted.items())}"
        )

    def verify(self) -> None:
        done = subprocess.run(
            [command(), "verify"], env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            self.record.wrong.append(f"verify: {done.stdout}{done.stderr}")

    def tell(self) -> None:
        took, record = self.record.took, self.record
        rows = {
            "articles at first": f"{self._first:,}",
            "changes": ", ".join(f"{self._made[kind]:,} {kind}" for kind in _KINDS),
            "bursts; seconds that they took in all": f"{len(self._bursts)}; {self._seconds:.0f}",
            **{f"replies: {what}": f"{len(times):,}" for what, times in took.items()},
            "of these wrong, of no state of the folder, or an error": f"{len(record.wrong)}",
            **{f"{what}: median, 95th percentile, most": _spread(t) for what, t in took.items()},
            "end of a burst → all of it answered: median, 95th percentile, most": _spread(
                self._bursts
            ),
        }
        print("\n| what | here |\n|---|---|")
        for what, figure in rows.items():
            print(f"| {what} | {figure} |")


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    at = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{statistics.median(ordered):.3f} s, {at:.3f}, {ordered[-1]:.3f}"


if __name__ == "__main__":
    sys.exit(main())
