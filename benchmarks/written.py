"""Answers and refusals on questions that were written for the reader and that it has not learnt.

    python -m benchmarks.written [FOLDER] [--cache DIR]

``qa/reading/written/`` as three sets of the public ones' form: passages, each with seven questions
of which three look as if it answered them; passages with questions for a yes or a no; and texts
with conversations about them. All texts are indexed, and the questions of those that were held out
are asked. FOLDER (default ../shared) holds the scorers.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from benchmarks.retrieval import Line, scored, write
from qa.reading.lessons import is_held_out, lines
from qa.reading.written import FOLDER, turns

_TOLD = (
    ("words has_ans_f1", "exact words, F1 where answerable"),
    ("reply answer_recall", "reply holds the answer"),
    ("words cite_recall", "a passage with the answer is cited"),
    ("words abstain_precision", "refusal, precision"),
    ("words abstain_recall", "refusal, recall"),
    ("words abstain_f1", "refusal, F1"),
    ("words grounded", "words verbatim in a cited passage"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--cache", type=Path, default=user_cache_path("onrecord") / "benchmarks")
    options = parser.parse_args()
    print("| written for the reader | figure | here |\n|---|---|---|")
    for name in ("passages", "yes-or-no", "conversations"):
        folder = options.cache.resolve() / f"written-{name}"
        folder.mkdir(parents=True, exist_ok=True)
        texts = list(lines(FOLDER / f"{name}.jsonl"))
        write(folder / "corpus.jsonl", texts)
        write(folder / "queries_dev.jsonl", _asked(texts))
        found = scored(options.shared.resolve(), folder, options.cache.resolve(), None)
        for figure, what in _TOLD:
            print(f"| {name} | {what} | {found[figure]:.3f} |")


def _asked(texts: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """The questions of what is held out, as the scorers read them."""
    for text in texts:
        id = text["doc_id"]
        if not is_held_out(id):
            continue
        alone = ([question] for question in text.get("questions", ()))
        for conversation in [*alone, *text.get("conversations", ())]:
            history: list[dict[str, str]] = []
            for number, turn in enumerate(turns(conversation)):
                spans = [(e["start"], e["end"]) for e in turn["evidence"]]
                answers = [text["text"][start:end] for start, end in spans]
                yield turn | {
                    "qid": f"{id}-{json.dumps(turn['question'])}-{number}",
                    "history": list(history),
                    "relevant": [id],
                    "answers": answers,
                    "evidence": [{"doc_id": id, "start": a, "end": b} for a, b in spans],
                }
                history.append({"question": turn["question"], "answer": " ".join(answers)})


if __name__ == "__main__":
    main()
