"""A statement → the sentence of an answer that tells it, in the document's words."""

import re
from collections.abc import Sequence

from index.documents import Document, Speaker, StoredStatement
from qa import evidence
from qa.contradictions import Contradiction
from qa.periods import written
from qa.replies import FoundStatement, Sentence

# "A member of the staff", at the head of a sentence
_FIRST = re.compile(
    r"^(?:An?|The|One|Two|Three|Some|Another|Other|Many|Most|Several|His|Her|Its|Their) (?=[a-z])"
)
_QUOTED = re.compile(r"[“\"]\w")


def called(speaker: Speaker) -> str:
    """The name as a sentence has it: "the Kremlin" where a document says so."""
    with_article = f"the {speaker.name}"
    return with_article if with_article in speaker.aliases else speaker.name


def name(statement: StoredStatement) -> str:
    """The speaker's name; an unnamed source in the document's own words, as within a sentence."""
    if statement.speaker:
        return called(statement.speaker)
    return _FIRST.sub(lambda found: found[0].lower(), statement.source_text)


def who(statement: StoredStatement) -> str:
    """The same with the speaker's role."""
    role = statement.speaker.role if statement.speaker else None
    return f"{name(statement)}, {role}" if role else name(statement)


def silent(speaker: Speaker, topic: str) -> str:
    """That of one who is compared with others nothing was found on the matter."""
    return f"Nothing that {called(speaker)} says about {topic} was found."


def told_by(found: FoundStatement, *, dated: bool = False, in_full: bool = False) -> str:
    """The reporting sentence, led by who it was where it doesn't name them itself, ``in_full`` by
    the whole name; ``dated`` with every place it stands in. A surname within a turn is that of whom
    the speaker talks about, and so is a name within what else somebody is reported to say."""
    statement = found.statement
    sentence = reported(statement)
    named = sentence if statement.kind == "turn" else around(statement)
    if dated:
        places = map(place, (statement, *found.repeated_in))
        sentence = f"{sentence} ({'; '.join(places)})"
    speaker = statement.speaker
    forms = (speaker.name, *speaker.aliases) if speaker else (statement.source_text,)
    if speaker and speaker.kind == "person" and (in_full or statement.kind == "turn"):
        forms = forms[:1]
    any_form = "|".join(map(re.escape, forms))
    if re.search(rf"(?<!\w)(?:{any_form})(?!\w)", named) or _is_headed(statement, sentence):
        return sentence
    lead = who(statement)
    in_others_words = statement.kind in ("indirect", "mixed") and not _QUOTED.search(sentence)
    own = statement.source_text.casefold() in ("i", "me", "my")
    told = ", as reported" if in_others_words and not own else ""
    return f"{begun(lead)}{told}: {sentence}"


def around(statement: StoredStatement) -> str:
    """The sentence without the statement's words."""
    text, start = statement.sentence_text, statement.sentence.start
    for span in reversed(statement.spans):
        if statement.sentence.overlaps(span):
            text = f"{text[: max(0, span.start - start)]} {text[span.end - start :]}"
    return text


def _is_headed(statement: StoredStatement, sentence: str) -> bool:
    """Whether what is told of a speech begins with who made it, in capitals: "MR. HOLT said …"."""
    told = statement.kind == "turn" and statement.source_text
    return bool(told) and sentence.lstrip("*").startswith(statement.source_text)


def place(statement: StoredStatement) -> str:
    """Title and date of the document, or of the words."""
    said = evidence.day(statement)
    return f"{statement.title}, {said.isoformat() if said else 'undated'}"


def reported(statement: StoredStatement) -> str:
    """The sentence that reports it, and what of the words stands outside of that."""
    sentence = statement.sentence
    parts = [(sentence.start, statement.sentence_text)]
    at = 0
    for span in statement.spans:
        words = statement.text[at : at + span.end - span.start]
        at += len(words) + len(" … ")
        if sentence.holds(span):
            continue
        # Those that begin in the sentence run on behind it.
        at_end = sentence.end - span.start if sentence.start <= span.start < sentence.end else 0
        parts.append((span.start + at_end, words[at_end:]))
    if any(s.start < sentence.start < s.end for s in statement.spans):
        return " ".join(statement.text.split())  # the words begin before it and run into it
    text, end = "", sentence.start
    for start, part in sorted(parts):
        text += part if start == end else f" {part}"
        end = start + len(part)
    return " ".join(text.split())


def times(who: str, count: int, places: int) -> str:
    """How often somebody said it: "John Kirby is on record with 3 statements, in 5 places."."""
    is_many = " and " in who
    statements = "1 statement" if count == 1 else f"{count} statements"
    in_places = f", in {places} places" if places > count else ""
    return f"{begun(who)} {'are' if is_many else 'is'} on record with {statements}{in_places}."


def are_there(count: int, of: str) -> str:
    """ "There are 3 documents."."""
    return f"There is 1 {of}." if count == 1 else f"There are {count:,} {of}s."


def titled(document: Document) -> str:
    """A document's title with its date: “The ferry that nobody wanted” (3 May 2011)."""
    on = document.published
    return f"“{document.title}” ({written(on)})." if on else f"“{document.title}”."


def contradicted(found: Contradiction) -> str:
    """ "Ana Quill is on record both ways: asserting it on 1 May 2025, denying it on …"."""
    both = found.in_time
    matter = f" on whether {found.matter}" if found.matter else ""
    if found.over_time:
        does = {found.asserted: "asserting it", found.denied: "denying it"}
        told = ", ".join(f"{does[each]} on {day(each)}" for each in both)
        sentence = f"{name(found.asserted)} is on record both ways{matter}: {told}."
    else:
        who = [name(each) + (f" ({day(each)})" if each.published else "") for each in both]
        sentence = f"{listed(who)} contradict each other{matter}."
    return begun(sentence)


def day(statement: StoredStatement) -> str:
    """The date of the document in words; empty where it has none."""
    return written(statement.published) if statement.published else ""


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def begun(text: str) -> str:
    """A text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Two statements of one sentence are told once."""
    unique: dict[str, Sentence] = {}
    for sentence in sentences:
        unique.setdefault(sentence.text, sentence)
    return list(unique.values())
