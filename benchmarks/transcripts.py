"""How well the turns of transcripts are told apart and given to their speakers.

    python -m benchmarks.transcripts [FOLDER] [--failures N]

FOLDER (default ../shared) holds ``data/retrieval/NAME/turns.jsonl``: every turn's place and label,
in the documents of ``corpus.jsonl`` beside it. The sets are not part of the project.

A turn is right where one begins at its first word and is given to whom its label names: somebody
of that surname, or nobody where the label says no name. Its full name is right where it is one that
the title, the text or another label has in front of that surname. Turns whose surname is nowhere
given a first name are not counted for it.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index.attribution.called import read
from index.attribution.floor import Floor
from index.documents import Document
from index.parsing import Parser

_SETS = ("wh_kirby_briefings", "kremlin_transcripts", "qmsum_committee")


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    given.add_argument("folder", nargs="?", type=Path, default=Path("../shared"))
    given.add_argument("--failures", type=int, default=0, help="show so many of a kind and set")
    arguments = given.parse_args()
    parser = Parser()
    for name in _SETS:
        folder = arguments.folder / "data" / "retrieval" / name
        if not (folder / "turns.jsonl").exists():
            sys.exit(f"{folder}/turns.jsonl is not there; name the folder of the sets")
        report(parser, name, folder, arguments.failures)


def report(parser: Parser, name: str, folder: Path, shown: int) -> None:
    gold: Mapping[str, list[dict[str, str]]] = defaultdict(list)
    for turn in _lines(folder / "turns.jsonl"):
        gold[turn["doc_id"]].append(turn)
    counts: Counter[str] = Counter()
    failures: Mapping[str, list[str]] = defaultdict(list)
    began = time.perf_counter()
    for line in _lines(folder / "corpus.jsonl"):
        document = Document(line["doc_id"], line["title"], line["text"])
        score(parser, document, gold[document.id], counts, failures)
    taken = time.perf_counter() - began
    total = counts["turns"]
    print(f"\n{name}: {counts['documents']} documents, {total} turns, {taken:.0f} s")
    print(f"  begin at the first word   {counts['found'] / total:7.2%}")
    print(f"  end at the last word too  {counts['whole'] / total:7.2%}")
    print(f"  the right speaker         {counts['speaker'] / total:7.2%}")
    full = f"{counts['full'] / max(1, counts['given']):7.2%}"
    print(f"  the full name             {full} of {counts['given']} with one to be had")
    print(f"  turns that gold lacks     {counts['more']}")
    for kind, examples in failures.items():
        for example, times in Counter(examples).most_common(shown):
            print(f"    {kind}: {example} ({times} times)")


def score(
    parser: Parser,
    document: Document,
    gold: Sequence[Mapping[str, str]],
    counts: Counter[str],
    failures: Mapping[str, list[str]],
) -> None:
    taken = {turn.words.start: (turn, who) for turn, who in Floor(parser.parse(document)).taken()}
    counts["documents"] += 1
    counts["more"] += len(taken.keys() - {int(turn["start"]) for turn in gold})
    labels = " ".join(turn["speaker"] for turn in gold)
    for turn in gold:
        counts["turns"] += 1
        if int(turn["start"]) not in taken:
            failures["missed"].append(f"{document.id} {turn['speaker']}")
            continue
        found, figure = taken[int(turn["start"])]
        counts["found"] += 1
        counts["whole"] += found.words.end == int(turn["end"])
        name = read(turn["speaker"]).name
        got = figure.name if figure is not None else None
        right = _is_of(got, name) if name else _is_nobody(turn["speaker"], got, labels)
        counts["speaker"] += right
        if not right:
            failures["speaker"].append(f"{document.id} {turn['speaker']} → {got}")
        if name is None:
            continue
        firsts = _first_names(f"{document.title}\n{document.text}\n{labels}", name)
        if firsts:
            counts["given"] += 1
            fine = got is not None and not firsts.isdisjoint(got.split()[:-1])
            counts["full"] += fine
            if not fine:
                failures["full name"].append(
                    f"{document.id} {turn['speaker']} → {got}, not {' or '.join(sorted(firsts))}"
                )


def _is_nobody(label: str, got: str | None, labels: str) -> bool:
    """Whether a label without a name led to nobody, or an office to whom another label names."""
    in_office = read(label).office is not None
    return got is None or (in_office and (got.startswith("The ") or got in labels))


def _is_of(got: str | None, name: str) -> bool:
    last = name.split()[-1].casefold()
    return got is not None and got.split()[-1].casefold() == last


_KNOWN: dict[tuple[int, str], frozenset[str]] = {}


def _first_names(text: str, name: str) -> frozenset[str]:
    """The capitalised words in front of a surname that are no title: where it may be told."""
    key = hash(text), name
    if key not in _KNOWN:
        last = re.escape(name.split()[-1])
        found = re.findall(rf"\b([A-Z][\w’'-]+)(?: [A-Z]\.)? (?i:{last})\b", text)
        named = (w for w in found if not w.isupper())
        words = [w for w in named if read(f"{w} {name.split()[-1]}").role is None]
        common = {w for w in words if re.search(rf"\b{w.lower()}\b", text)}
        _KNOWN[key] = frozenset(words) - common
    return _KNOWN[key]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
