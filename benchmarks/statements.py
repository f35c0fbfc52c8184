""" "What did NAME say?" for everybody with three or more statements in news articles.

    python -m benchmarks.statements [FOLDER] [--cache DIR] [--articles N] [--failures N]

FOLDER (default ../shared) holds ``data/attribution/NAME/dev.jsonl`` and the scorer of attribution,
``score/score_attribution.py``, whose tokens and Jaccard index match statements here. The articles
of a set are indexed together, by the program itself, and a server of it is asked, all pages. The
sets are not part of the project; folder and index stay in the cache.

Who said what is labelled by name in the sets, article by article. Labels are one speaker where the
scorer takes them for one, initials aside; a last name alone is the speaker of that name who is
labelled most often. What has no name to its label (most pronouns), and attitudes, are neither right
nor wrong where they are shown.
"""

import argparse
import http.client
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from platformdirs import user_cache_path

from benchmarks.retrieval import indexed
from benchmarks.serving import serving, until_ready

_SETS = ("gum_news", "polnear")
_FEWEST = 3  # statements of somebody who is asked for
_ALIKE = 0.5  # token Jaccard from which on two statements are the same, as the scorer has it
_INSIDE = 0.8  # or this share of the shown words lies in a labelled statement: a piece of it
_PAGE = 50

Quote = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled statement: its tokens, and the speaker it is asked for by ("" for nobody)."""

    tokens: frozenset[int]
    speaker: str
    speech: bool
    text: str


@dataclass(slots=True)
class Tally:
    """``right`` of ``shown`` are statements of the speaker, who has ``wanted``; ``judged`` have a
    label that names a speaker, ``own`` of them the one asked for."""

    wanted: int = 0
    shown: int = 0
    right: int = 0
    judged: int = 0
    own: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.wanted += other.wanted
        self.shown += other.shown
        self.right += other.right
        self.judged += other.judged
        self.own += other.own

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.shown + self.wanted)

    @property
    def by_speaker(self) -> float:
        return self.own / max(1, self.judged)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--cache", type=Path, default=user_cache_path("onrecord") / "benchmarks")
    parser.add_argument("--articles", type=int, metavar="N", help="the first N of a set by date")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="N speakers in detail")
    options = parser.parse_args()
    shared = options.shared.resolve()
    scorer = module(shared / "score" / "score_attribution.py")
    rows = []
    for name in _SETS:
        source = shared / "data" / "attribution" / name / "dev.jsonl"
        if source.exists():
            articles = articles_of(source, options.articles)
            home = indexed(corpus_of(articles, options.cache.resolve() / name), options.cache)
            tallies = _asked(home, articles, scorer)
            rows.append((name, len(articles), tallies))
            _failures(tallies, options.failures)
    print("\n| set | articles | speakers | P | R | statement F1 | by the right speaker |")
    print("|---|---|---|---|---|---|---|")
    for name, count, tallies in rows:
        total = Tally()
        for tally in tallies.values():
            total.add(tally)
        print(
            f"| {name} | {count} | {len(tallies)} | {total.right / max(1, total.shown):.3f}"
            f" | {total.right / max(1, total.wanted):.3f} | **{total.f1:.3f}**"
            f" | **{total.by_speaker:.3f}** of {total.judged} |"
        )


def articles_of(source: Path, count: int | None = None) -> list[dict[str, Any]]:
    articles = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line]
    articles.sort(key=lambda each: (each["date"], each["doc_id"]))
    return articles[:count]


def corpus_of(articles: Sequence[Mapping[str, Any]], folder: Path) -> Path:
    """The articles as a corpus of the other benchmark."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps({"doc_id": a["doc_id"], "text": a["text"]}) + "\n" for a in articles)
    corpus = folder / "corpus.jsonl"
    corpus.write_text("".join(lines), "utf-8")
    return corpus


def names(quotes: Iterable[Quote], same: Callable[[str, str], bool]) -> dict[str, str]:
    """Every label that names somebody → the name of that speaker that is labelled most often, which
    has more than one word where there is one. ``same``: whether two names, without initials, are
    one speaker's."""
    counts = Counter(q["speaker"] for q in quotes if q.get("speaker") and _is_sure(q))
    found: dict[str, str] = {}
    heads: list[str] = []
    for label, _ in sorted(
        counts.items(), key=lambda each: (" " not in each[0], -each[1], each[0])
    ):
        head = next((h for h in heads if same(_plain(h), _plain(label))), label)
        found[label] = head
        if head == label:
            heads.append(label)
    return found


def _is_sure(quote: Quote) -> bool:
    return bool(quote.get("speaker_from") != "name-ambig")


def _plain(label: str) -> str:
    """Without initials, "Jr." and "Sr."."""
    words = label.split()
    kept = [w for w in words if len(w.replace(".", "")) > 1 and w.strip(".") not in ("Jr", "Sr")]
    return " ".join(kept) or label


def _gold(
    articles: Sequence[Mapping[str, Any]], scorer: ModuleType
) -> tuple[dict[str, list[Gold]], dict[str, list[tuple[int, int]]]]:
    """The labelled statements and the tokens' places, by article."""
    called = names((q for a in articles for q in a["quotes"]), scorer.same_name)
    gold, tokens = {}, {}
    for article in articles:
        places = tokens[article["doc_id"]] = scorer.toks(article["text"])
        gold[article["doc_id"]] = [
            Gold(
                scorer.cover(places, q["content"]),
                called.get(q.get("speaker") or "", "") if _is_sure(q) else "",
                q.get("speech", True),
                article["text"][q["content"][0][0] : q["content"][-1][1]],
            )
            for q in article["quotes"]
        ]
    return gold, tokens


def _asked(
    home: Path, articles: Sequence[Mapping[str, Any]], scorer: ModuleType
) -> dict[str, Tally]:
    gold, tokens = _gold(articles, scorer)
    counts = Counter(g.speaker for each in gold.values() for g in each if g.speaker and g.speech)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_DOC")}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    command = [
        sys.executable,
        "-m",
        "api",
        "serve",
        "--port",
        "0",
        "--no-watch",
        "--data",
        str(home / "data"),
    ]
    found = {}
    with serving(command, environment) as (_, port):
        until_ready(port)
        ids = {d["paths"][0].removesuffix(".txt"): d["id"] for d in _documents(port)}
        by_id = {id: doc for doc, id in ids.items()}
        for name, count in sorted(counts.items()):
            if count >= _FEWEST:
                replies = list(_pages(port, f"What did {name} say?"))
                found[name] = _judged(name, replies, gold, tokens, by_id, scorer)
    return found


def _judged(
    name: str,
    replies: Sequence[Mapping[str, Any]],
    gold: Mapping[str, Sequence[Gold]],
    tokens: Mapping[str, list[tuple[int, int]]],
    documents: Mapping[str, str],
    scorer: ModuleType,
) -> Tally:
    """One to one, the most alike first; a piece of a labelled statement counts neither way."""
    tally = Tally(sum(g.speaker == name and g.speech for each in gold.values() for g in each))
    if replies[0]["refusal"]:
        tally.faults.append(f"REFUSED {replies[0]['refusal']['message']}")
    shown: dict[str, list[tuple[frozenset[int], str]]] = defaultdict(list)
    for statement in (s for reply in replies for s in reply["statements"]):
        for place in (statement, *statement.get("repeated_in", ())):
            doc = documents[place["document"]["id"]]
            told = f"{statement['source_text']!r}: {place['text'][:100]}"
            shown[doc].append((scorer.cover(tokens[doc], place["spans"]), told))
    for doc, labelled in gold.items():
        said = shown.get(doc, [])
        pairs = sorted(
            (
                (scorer.jac(g.tokens, s), -i, -j)
                for i, g in enumerate(labelled)
                for j, (s, _) in enumerate(said)
            ),
            reverse=True,
        )
        of_gold: dict[int, int] = {}
        of_said: dict[int, int] = {}
        for alike, i, j in pairs:
            if alike >= _ALIKE and -i not in of_gold and -j not in of_said:
                of_gold[-i], of_said[-j] = -j, -i
        for j, (words, told) in enumerate(said):
            held = of_said.get(j)
            piece = held is None
            if piece:
                held = next(
                    (
                        i
                        for i, g in enumerate(labelled)
                        if len(g.tokens & words) >= _INSIDE * len(words)
                    ),
                    None,
                )
            label = labelled[held] if held is not None else None
            if label and label.speaker and label.speech:
                tally.judged += 1
                tally.own += label.speaker == name
                if label.speaker != name:
                    tally.faults.append(f"WRONG (is {label.speaker}) {doc[:40]} {told}")
            if label and (not label.speaker or not label.speech):
                continue
            if piece and label and label.speaker == name:
                continue
            tally.shown += 1
            tally.right += label is not None and label.speaker == name
            if label is None:
                tally.faults.append(f"EXTRA {doc[:40]} {told}")
        tally.faults += [
            f"MISSED {doc[:40]} {g.text[:110]!r}"
            for i, g in enumerate(labelled)
            if g.speaker == name and g.speech and i not in of_gold
        ]
    return tally


def _pages(port: int, question: str) -> Iterator[Mapping[str, Any]]:
    offset = 0
    while True:
        reply = _sent(
            port, "POST", "/api/ask", {"question": question, "limit": _PAGE, "offset": offset}
        )
        yield reply
        offset += _PAGE
        if offset >= reply["statements_total"]:
            return


def _documents(port: int) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    while True:
        page = _sent(port, "GET", f"/api/documents?limit=100&offset={len(found)}", None)
        found += page["items"]
        if len(found) >= page["total"]:
            return found


def _sent(port: int, method: str, path: str, body: object) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
    loaded: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return loaded


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path) if path.exists() else None
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is not there; name the folder of the sets: make eval DATA=FOLDER")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _failures(tallies: Mapping[str, Tally], count: int) -> None:
    worst = sorted(tallies.items(), key=lambda item: item[1].right - item[1].wanted)[:count]
    for name, tally in worst:
        print(f"\n{name}: {tally.right} right of {tally.shown} shown, {tally.wanted} wanted")
        for fault in tally.faults:
            print(f"    {fault}")


if __name__ == "__main__":
    main()
