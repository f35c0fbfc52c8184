"""Why a question is not answered, in sentences, with the nearest thing there is."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from index.store import Filter, Snapshot
from qa import evidence
from qa.question import Query, Wanted
from qa.repetitions import different
from qa.replies import FoundPassage, FoundStatement, Refusal
from qa.retrieval import Retrieval
from qa.verbs import AUXILIARY, QUESTION_WORD
from qa.wording import begun, called, listed

_OCCASION = re.compile(r"(?:after|before|during|since|until|while|when|in|at|on) ", re.IGNORECASE)
_AUXILIARY = re.compile(rf"^(?:{AUXILIARY}) ", re.IGNORECASE)
_ASKS = re.compile(rf"(?:{QUESTION_WORD}|whether)\b", re.IGNORECASE)
# How the messages begin or end
_MESSAGE = re.compile(
    r"^(?:Nobody is on record (?:on|as saying) |That asks nothing of |The documents hold no"
    r"|There are (?:[\d,]+ documents: choose|no documents))"
    r"|^.{1,200}? (?:is|are) on record, but not "
    r"|^.{1,200}? on record with [\d,]+ statements: name a matter"
    r"|(?:The nearest (?:passage|statement) is below|occurs nowhere in the documents"
    r"|Ask by the name|Ask for one of them)\.$"
)
NEAREST = 3  # statements or passages that are offered
_EXPRESSIONS: Mapping[Wanted, str] = {
    "number": "a figure",
    "money": "a sum",
    "percent": "a percentage",
    "time": "a date",
    "duration": "a figure",
    "age": "an age",
}


def is_message(text: str) -> bool:
    """Whether a turn of a conversation is the message of a refusal, which tells nothing to go on
    from."""
    return _MESSAGE.search(text.strip()) is not None


def no_speaker(query: Query, snapshot: Snapshot, retrieval: Retrieval, where: Filter) -> Refusal:
    """For a name that is not on record: mentioned, or nowhere in the documents."""
    for name in _forms(query.who):
        hits = snapshot.mentions(name, 50)
        if not hits:
            continue
        rank = {id: n for n, id in enumerate(retrieval.order(query.text, where))}
        rows = snapshot.passages([hit.id for hit in hits])
        nearest_first = sorted(rows, key=lambda p: (rank.get(p.id, len(rank)), p.id))
        mentioning = (evidence.passages(snapshot, [(p, 0.0, ())]) for p in nearest_first)
        allowed = (found for (found,) in mentioning if _passes(found, where))
        once = different(allowed, lambda found: found.passage.text)
        if nearest := tuple(islice(once, NEAREST)):
            message = (
                f"{_shown(query.who)} is mentioned in the documents but nowhere on record as saying"
                " anything. The nearest passage is below."
            )
            return Refusal("no_statements", message, nearest)
    return Refusal(
        "unknown_speaker",
        f"The name {_shown(query.who)} occurs nowhere in the documents.",
    )


def nobody_before(query: Query) -> Refusal:
    """For a pronoun without anybody before the question whom it could stand for."""
    message = f"Nothing tells whom {_shown(query.who)} stands for. Ask by the name."
    return Refusal("unknown_speaker", message)


def off_topic(query: Query, nearest: Sequence[FoundStatement]) -> Refusal:
    """For speakers who are on record, but not about this."""
    names = list(dict.fromkeys(map(called, query.speakers))) or [_shown(query.who)]
    who = listed(names)
    several = len(names) > 1 or (not query.speakers and query.who.endswith("s"))
    are = "are" if several else "is"
    topic = _AUXILIARY.sub("", query.topic) if query.intent == "fact" else query.topic
    what = f"about {topic}" if topic else "with such a statement"
    if _OCCASION.match(query.topic):
        what = f"with a statement {query.topic}"
    if query.whether or (query.when and query.claimed):
        claim = re.search(rf"\b(?:that|sa(?:y|id|ys)) {re.escape(query.topic)}", query.text)
        that = "" if _ASKS.match(query.topic) else "that "  # "did he say why?"
        what = f"as saying {that}{query.topic}" if claim else "with such a statement"
    if expression := _EXPRESSIONS.get(query.wanted):
        what = f"with {expression}" + (f" on {topic}" if topic else "")
    if query.period:
        what = f"{query.period}" + (f" {what}" if query.topic else "")
    tail = " The nearest statement is below." if nearest else ""
    message = f"{begun(who)} {are} on record, but not {what}.{tail}"
    return Refusal("nothing_on_topic", message, tuple(nearest[:NEAREST]))


def unasked(query: Query, nearest: Sequence[FoundStatement]) -> Refusal:
    """For questions that nobody is on record as having put to them."""
    who = listed([called(s) for s in query.put_to])
    are = "are" if len(query.put_to) > 1 else "is"
    by = f" by {listed([called(s) for s in query.speakers])}" if query.speakers else ""
    about = f" about {query.topic}" if query.topic else ""
    message = f"{begun(who)} {are} on record, but not with an answer to a question{by}{about}."
    tail = " The nearest statement is below." if nearest else ""
    return Refusal("nothing_on_topic", message + tail, tuple(nearest))


def only_denied(found: Sequence[FoundStatement]) -> Refusal:
    """For a claim that is on record only as denied or left open."""
    message = "Nobody is on record as saying this. The nearest statement is below."
    return Refusal("nothing_relevant", message, tuple(found[:NEAREST]))


def undecided(found: Sequence[FoundStatement]) -> Refusal:
    """For what is asked to be true or not, where those who speak of it say neither."""
    message = "Nobody is on record as saying whether this is so. The nearest statement is below."
    return Refusal("nothing_relevant", message, tuple(found[:NEAREST]))


def ambiguous(query: Query) -> Refusal:
    names = (s.name + (f" ({s.role})" if s.role else "") for s in query.speakers[:8])
    shown = ", ".join(dict.fromkeys(names))
    message = f"{_shown(query.who)} can be more than one speaker: {shown}. Ask for one of them."
    return Refusal("ambiguous_speaker", message, tuple(query.speakers[:8]))


def nothing(query: Query, nearest: Sequence[FoundPassage]) -> Refusal:
    """For what the documents hold nothing on."""
    subject = {
        "speaker": "Nobody is on record as saying this",
        "positions": "Nobody is on record on this",
    }
    message = subject.get(query.intent, "The documents hold nothing that answers this")
    tail = " The nearest passage is below." if nearest else ""
    return Refusal("nothing_relevant", f"{message}.{tail}", tuple(nearest[:1]))


def of_many(documents: int) -> Refusal:
    """For what can be told of one document alone."""
    message = f"There are {documents:,} documents: choose one of them to ask what it is about."
    return Refusal("nothing_relevant", message)


def of_no_matter(query: Query, statements: int) -> Refusal:
    """For those who are set side by side on nothing, of whom there is too much to read."""
    who = listed([called(speaker) for speaker in query.speakers])
    told = f"are on record with {statements:,} statements: name a matter to compare them."
    return Refusal("nothing_on_topic", f"{begun(who)} {told}")


def chat() -> Refusal:
    """For what asks nothing of the documents."""
    message = (
        "That asks nothing of the documents. Ask what somebody said, who said a thing, who stands"
        " where, or for a fact that they tell."
    )
    return Refusal("nothing_relevant", message)


def empty() -> Refusal:
    return Refusal("nothing_relevant", "There are no documents in the index yet.")


def _passes(found: FoundPassage, where: Filter) -> bool:
    """Whether a passage passes a filter: its document, its date, who is on record in it."""
    if where.documents and found.passage.document_id not in where.documents:
        return False
    if where.speakers and not any(s.id in where.speakers for s in found.speakers):
        return False
    return evidence.within(found.published, where)


def _forms(who: str) -> list[str]:
    """The name as asked for, without an article, and its last word."""
    words = who.split()
    if words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    plain = " ".join(words)
    last = [words[-1]] if len(words) > 1 and words[-1][:1].isupper() else []
    return [form for form in dict.fromkeys([plain, *last]) if form]


def _shown(who: str) -> str:
    return f"“{who.strip()}”"
