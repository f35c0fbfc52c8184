"""Whether a thing is so of which nobody is on record: the documents' own sentences that say it."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Document
from qa import settling
from qa.facts import Fact
from qa.intents import headings, lines
from qa.intents.case import Case
from qa.lines import heading_of
from qa.terms import content_stems, stems

_MOST = 6  # sentences that are read
_NEARLY = 0.75  # as telling as the best one, at the least


def settling_it(case: Case, found: Sequence[Fact]) -> list[Fact]:
    """Of sentences that were found those that say whether what is asked is so, the most telling
    first. Where none does by itself, they are read behind what heads them: "Avoid alcohol." behind
    "Solvanil with food and drink"."""
    some = [(f, s.document) for f in found[:_MOST] if (s := case.snapshot.document(f.document_id))]
    if telling := _telling(case, some, [""] * len(some)):
        return telling
    asked = headings.answer(case)  # a heading that asks the same heads an answer that is whole
    return [asked] if asked else _behind_heads(case, some)


def _behind_heads(case: Case, some: Sequence[tuple[Fact, Document]]) -> list[Fact]:
    """Of those that have a word of the question, as one without any is told by its heading alone
    to be about it."""
    asked = content_stems(case.query.text)
    headed, before = [], []
    for fact, document in some:
        lacking = asked - stems(document.text[slice(*fact.sentence)])
        heading = heading_of(document.text, fact.sentence.start)
        if lacking < asked and (heads := lines.headed(lacking, document.title, heading)):
            headed.append((fact, document))
            before.append(heads)
    return _telling(case, headed, before) if headed else []


def _telling(
    case: Case, some: Sequence[tuple[Fact, Document]], before: Sequence[str]
) -> list[Fact]:
    query = case.query
    told = [document.text[slice(*fact.sentence)] for fact, document in some]
    reads = case.retrieval.read(query.text, told, before)
    telling = [
        replace(fact, score=read.relevance)
        for (fact, document), text, head, read in zip(some, told, before, reads, strict=True)
        if settling.settles(read)
        and settling.is_of_predicate(text, query.predicate, read)
        and settling.is_of_names(f"{document.title} {head} {text}", query.topic, read)
        and not settling.leaves_open(text, query.topic, query.text)
        and not tells_of_another(case, fact)
    ]
    telling.sort(key=lambda f: -f.score)
    return [f for f in telling if f.score >= _NEARLY * telling[0].score]


def tells_of_another(case: Case, fact: Fact) -> bool:
    """Whether "he" in a sentence is somebody else than whom a claim is about: who is on record
    there as him, where that one is not named."""
    subject, stored = case.query.subject, case.snapshot.document(fact.document_id)
    passage = case.snapshot.passage_at(fact.document_id, fact.sentence.start)
    if not (subject and stored and passage):
        return False
    told = stems(stored.document.text[slice(*fact.sentence)])
    if any(stems(speaker.name) & told for speaker in subject):
        return False
    return any(
        said.speaker is not None and said.speaker not in subject
        for said in case.snapshot.statements_in([passage.id])
        if said.sentence.overlaps(fact.sentence) and said.source_text.casefold() in ("he", "she")
    )
