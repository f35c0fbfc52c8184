""" "Who said that CLAIM?" of news articles, half of which are indexed.

    python -m benchmarks.claims [FOLDER] [--cache DIR] [--claims N] [--failures N]

FOLDER (default ../shared) holds ``data/attribution/polnear/dev.jsonl`` and the scorer of
attribution, whose rule for names is used here. Claims are indirect statements of six to eighteen
words, labelled with a speaker's name, the first in each article and so on. They are asked for as
they stand, without every third word, and, of the articles that are not indexed, as they stand:
nobody is on record there, as far as the labels tell, though another article may have the same. The
articles are not part of the project; folder and index stay in the cache.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from api.service import Service
from api.settings import Settings
from benchmarks.retrieval import indexed
from benchmarks.statements import articles_of, corpus_of, module
from qa.replies import Question

_SHORTEST, _LONGEST = 6, 18  # words
_EACH = 3  # words of which one is left out

Claim = tuple[str, str, str]
"""Its words, its speaker's name and the words for him."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--cache", type=Path, default=user_cache_path("onrecord") / "benchmarks")
    parser.add_argument("--claims", type=int, default=150, metavar="N", help="of each kind")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="N of each kind")
    options = parser.parse_args()
    shared = options.shared.resolve()
    same = module(shared / "score" / "score_attribution.py").same_name
    articles = articles_of(shared / "data" / "attribution" / "polnear" / "dev.jsonl")
    known, unknown = articles[::2], articles[1::2]
    home = indexed(corpus_of(known, options.cache.resolve() / "claims"), options.cache)
    told = list(islice(_claims(known), options.claims))
    kinds = {
        "as it stands": told,
        f"one word in {_EACH} left out": [(_thinned(words), *of) for words, *of in told],
        "of other articles": list(islice(_claims(unknown), options.claims)),
    }
    service = Service(Settings(data=home / "data"))
    print("\n| claim | asked | answered | by the right speaker |\n|---|---|---|---|")
    for kind, claims in kinds.items():
        faults: list[str] = []
        answered = right = 0
        for words, name, source in claims:
            reply = service.ask(Question(f"Who said that {words}?"))
            first = reply.statements[0].statement if reply.statements else None
            who = first.speaker.name if first and first.speaker else first and first.source_text
            is_right = bool(who) and (same(who, name) or same(who, source))
            answered, right = answered + bool(first), right + is_right
            if bool(first) is not is_right:
                faults.append(f"{words} – {name} – {who}: {reply.text}")
        print(f"| {kind} | {len(claims)} | {answered} | {right} |", flush=True)
        print("".join(f"  {fault}\n" for fault in faults[: options.failures]), end="")


def _claims(articles: Sequence[Mapping[str, Any]]) -> Iterator[Claim]:
    """The first of each article, then the second of each."""
    rounds = zip_longest(*map(_of, articles))
    return (claim for claim in chain.from_iterable(rounds) if claim)


def _of(article: Mapping[str, Any]) -> Iterator[Claim]:
    for quote in article["quotes"]:
        if quote["type"] == "indirect" and quote["speech"] and quote["speaker"]:
            (start, end), *more = quote["content"]
            words = article["text"][start:end].strip(" .,").removeprefix("that ")
            if not more and _SHORTEST <= len(words.split()) <= _LONGEST and words.isprintable():
                yield words, quote["speaker"], quote["source_text"]


def _thinned(words: str) -> str:
    return " ".join(word for n, word in enumerate(words.split()) if n % _EACH != 1)


if __name__ == "__main__":
    main()
