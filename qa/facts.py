"""Sentences → the shortest exact words that answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import itemgetter

from index.dates import MONTH, WEEKDAY
from index.documents import Document, Entity, Passage, Span, overlapping
from index.interrogatives import only_asks
from index.store import Reading
from qa.candidates import Candidate
from qa.dates import names_one, without_one
from qa.question import Query, Wanted
from qa.terms import Weights, stem, stems, terms, words

# OntoNotes labels of the parser's entities, in order of preference
_LABELS: Mapping[Wanted, Sequence[str]] = {
    "number": ("CARDINAL", "QUANTITY", "MONEY", "PERCENT"),
    "money": ("MONEY", "CARDINAL", "QUANTITY"),
    "percent": ("PERCENT",),
    "time": ("DATE", "TIME"),
    "duration": ("QUANTITY", "DATE", "TIME"),
    "place": ("GPE", "LOC", "FAC"),
    "person": ("PERSON", "ORG", "GPE", "NORP"),
}
_UP_TO_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_PART_OF = re.compile(
    rf"\b(?P<part>\d[\d,.]*|(?:{_UP_TO_TWELVE}|all|none|most|half))(?: out)? of "
    r"(?:the |its |their |all )?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:how many|how much|what (?:number|amount) of)\s+(?P<noun>[\w'’-]+)", re.IGNORECASE
)
# "Lanz, 58,", "58-year-old", "aged 58", "58 years old"
_AGE = re.compile(
    r"(?<=, )\d{1,3}(?=[,.])|\b\d{1,3}(?=-year-old)|(?<=aged )\d{1,3}\b|\b\d{1,3} years old\b"
)
_PARAGRAPH = re.compile(r"(?<=[.!?])\s*\n\s*\n")
_ROW = re.compile(r"\S.*?(?=\s*\n\s*\n|\Z)", re.DOTALL)
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][”’\"')]*(?=\s)|$)", re.MULTILINE)
_LONG_NAME = 40  # characters, from which on words hold more than a name
_LONGEST_HEADING = 16  # words
# "4. Deposit", "§ 4 Deposit", and no "42 residents signed"
_NUMBERED = re.compile(
    r"^\s*(?:§ ?\d+(?:\.\d+)*|\d+(?:\.\d+)+[.)]?|\d{1,3}[.)]|[IVX]+[.)])\s+(?=[^\W\d])"
)
_NUMBER = re.compile(r"(?:§ ?)?\d+(?:\.\d+)*[.)]?")  # of a heading, parted from it
_NO_HEADING = re.compile(r"^[-–•*] |\d|[^\w\s)*]\W*$")
_MARKUP, _CLOSING = " \t\n#*_", " *_\"'”’)"
_FIGURE = re.compile(r"\W*(?:[£$€¥]\s?\d|\d[\d,.]*\s?(?:%|per ?cent\b|[mb]illion\b|m\b|bn\b))")
_FIGURE_BEFORE = re.compile(r"(?<![\w.,])[£$€¥]?(?:\d{1,3},)*(?:\d+\.)?\d*\Z")
_LONG_FIGURE = 20  # characters
_FIGURE_BEHIND = re.compile(r"\d*(?:,\d{3})*(?:\.\d+)?(?!\d)")
_CLAUSE = re.compile(r"\b(?:said|says|told|that (?:he|she|they|it))\b")
_WHO_DID = re.compile(
    r"who (?:has |have |had )?(?:\w+ly )?"
    r"(?!(?:did|do|does|is|are|was|were|will|would|can|could|should)\b)(\w+)",
    re.IGNORECASE,
)
_I_DID = re.compile(  # and no Charles I
    r"(?P<name>\b[A-Z][a-z]+ )?\b(?:I|we|We)(?: have| had|['’]ve)?(?: \w+ly)? (?P<deed>\w+)"
)
_QUANTITY = re.compile(
    r"\d|\b(?:a|all|an|another|both|couple|double|dozens?|each|every|few|fewer|free|half|halves|hundreds?"
    r"|less|lots?|majority|many|millions?|billions?|trillions?|minority|more|most|much|no|nobody|none"
    r"|nothing|once|several|single|some|thousands?|triple|twice|zero|quarters?|thirds?|fifths?|tenths?"
    rf"|{_UP_TO_TWELVE}|\w+teen|{_TENS}(?:-\w+)?)\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:earlier|previous|original) version of (?:this|the|our)"
    r" (?:article|column|item|page|piece|post|report|story|text)\b|"
    r"\bthis (?:article|story|report) (?:earlier|previously|originally|initially) "
    r"(?:mis)?(?:said|stated|reported|gave|identified)\b",
    re.IGNORECASE,
)
# What a fact check checks, which it does not say itself
_CHECKED = re.compile(
    r"\W*(?:(?:the|viral) )?(?:claim|myth|rumou?r)(?: \d+)?\W{0,3}:", re.IGNORECASE
)
_CHECKS = re.compile(
    r"^[^\w\n]*(?:(?:our|the) )?(?:fact|rating|ruling|verdict)\W{0,3}:|\bfact[- ]check",
    re.IGNORECASE | re.MULTILINE,
)
_LASTS = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?"
    r"|centur(?:y|ies)|until|till|since|from|to|between|ever)\b|\b\d{4}\s*[-–—]\s*\d{2,4}\b(?![-–])",
    re.IGNORECASE,
)
_TIMELY = re.compile(
    r"\d|\b(?:after|ag(?:e|o)|always|as|at|autumn|before|between|birthday|by|childhood|christmas|daily"
    r"|dawn|day|days|decades?|during|dusk|early|easter|end|eve|evening|ever|every|fall|first|following"
    r"|hours?|immediately|in|just|last|lat(?:e|er|est)|midday|midnight|minutes?|moments?|months?"
    r"|mornings?|never|next|nights?|noon|now|often|on|once|over|past|recently|season|since|soon|spring"
    r"|start|summer|then|times?|today|tomorrow|tonight|under|until|upon|war|weekends?|weeks?|when"
    rf"|whenever|while|winter|with|years?|yesterday|{_UP_TO_TWELVE}|\w+teen(?:th)?|{_TENS})\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(  # "Ford's", "the Ford Motor Company", "the last Ford", and no Ford himself
    r"\b(\w+)['’]s?\b|\b([A-Z]\w+)(?= [A-Z])|\b(?:an?|last|first|next|only|other) ([A-Z]\w+)"
)
# No day and no year: "250,000 crowns", "$40", "12 percent", "3 million", but "10,000 BC"
_SUM = re.compile(
    r"[£$€¥]\s?\d[\d,.]*|\b\d{1,3}(?:,\d{3})+\b(?! ?(?:B\.?C|A\.?D)\b)"
    r"|\b\d[\d,.]*\s?(?:%|(?:per ?cent|[mbtr]+illion)\b)",
    re.IGNORECASE,
)
_IN_CURRENCY = re.compile(
    rf"[£$€¥]\s?\d|(?:\d[\d,.]*|{_UP_TO_TWELVE})\s?(?:(?:[mbtr]+illion|m|bn)\s)?"
    r"(?:cents|crowns|dollars|euros?|francs|pence|pesos|pounds|roubles|rupees|yen|yuan)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\bhow many (?P<noun>[\w'’-]+)", re.IGNORECASE)
_CAME = re.compile(
    r"who (?:all )?(?:attended|came|(?:was|were) (?:at|in attendance|present))\b", re.IGNORECASE
)
_AWAY = re.compile(r"\b(?:absent|apologies|regrets):", re.IGNORECASE)
_SEVERAL = re.compile(r",| (?:and|&) ")
_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to)\b[^,;:.!?()–—“”\"]*[^,;:.!?()–—“”\"\s]", re.IGNORECASE
)
_PUBLICATION = re.compile(
    r"\b(?:appear|date[ds]?\b|issu|print|publish|post|releas|report|sent|sign|writ|wrote)",
    re.IGNORECASE,
)
# What stands beside a document's own day, and what the head says of one that is about that day
_DAY = re.compile(rf"\b(?:{MONTH}|{WEEKDAY}|by|posted|published|updated)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:agenda|ceremony|concert|conference|exhibition|festival|hearing|invitation|lecture|meeting"
    r"|minutes|opening|performance|programme|schedule|session|sitting|workshop)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\W*(?P<time>\d{1,2}[.:]\d\d(?: ?[ap]\.?m\b\.?)?)\s")
_HEAD = 200  # characters
_DATELINE = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}(?:,[^.!?—–]{1,40})? (?:—|–|--) ")
_BESIDE = 4  # words: a place, or who writes
_BEHIND = 5  # words, among which what a figure counts is looked for
_LONGEST_LINE = 120  # characters of a line that is no prose
_LEADING = re.compile(r"^(?:the|in|on|at|since|until|by|from|during)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """``words`` answers, ``sentence`` holds it; both are ranges of one document's text.

    ``fits`` is whether there is an expression of the kind that is asked for, or may be one: of a
    document that was indexed without attribution none is known, and a figure or a date will do.
    """

    document_id: str
    words: Span
    sentence: Span
    coverage: float
    score: float
    exact: bool
    fits: bool = True


def facts(
    question: str, wanted: Wanted, readings: Sequence[tuple[Reading, Span, float]], weights: Weights
) -> list[Fact]:
    """The sentences of the given ranges that answer best, best first.

    Each reading comes with the range to look in (a passage, a statement's sentence) and that
    range's own score in [0, 1]. Where no expression of the wanted kind is found, the words are the
    sentence. A heading is no answer, and its words count for the sentence behind it.
    """
    coverage, asked = weights.coverage(terms(question)), stems(question)
    found = []
    for reading, where, prior in readings:
        text = reading.document.text
        around = overlapping(reading.sentences, where)
        heading: Span | None = None
        for sentence, following in zip_longest(around, around[1:]):
            if not where.holds(sentence) and not sentence.holds(where):
                continue
            told = text[slice(*sentence)]
            if only_asks(told) or is_disowned(told, text):
                continue
            if following and _heads(text, sentence, following):
                heading = sentence
                continue
            covered = coverage(text[(heading or sentence).start : sentence.end])
            heading = None
            answer = _expression(question, asked, wanted, reading, sentence)
            score = covered + 0.35 * prior + (0.25 if answer else 0.0)
            if answer is None and wanted not in ("words", "reason"):
                score -= 0.1
            found.append(
                Fact(
                    reading.document.id,
                    answer or sentence,
                    sentence,
                    covered,
                    score,
                    exact=answer is not None,
                    fits=answer is not None
                    or (not reading.entities and _may_tell(wanted, text[slice(*sentence)])),
                )
            )
    unique = {(f.document_id, f.sentence): f for f in sorted(found, key=lambda f: f.score)}
    return sorted(unique.values(), key=lambda f: (-f.score, f.document_id, f.sentence))


def read_out(
    candidate: Candidate[Passage],
    words: Span,
    wanted: Wanted,
    reading: Reading,
    asked: frozenset[str] = frozenset(),
) -> Fact:
    """The words that the reader found in a passage, with the sentences that hold them; words that
    say nothing by themselves ("did", "of it"), or nothing but what was ``asked`` (stems), answer by
    their sentence alone. Where a sentence gives the reason in so many words, that is the reason."""
    text = reading.document.text
    words = _in_one_piece(text, words, asked)
    around = _without_heading(text, overlapping(reading.sentences, words) or [words])
    sentence = Span(min(s.start for s in around), max(s.end for s in around))
    words = Span(max(words.start, sentence.start), words.end)
    if wanted == "person" and words.end - words.start > _LONG_NAME:
        inside = [e for e in overlapping(reading.entities, words) if e.label == "PERSON"]
        if len(inside) == 1 and words.holds(Span(*inside[0][:2])):
            words = Span(*inside[0][:2])
            sentence = next((s for s in around if s.holds(words)), sentence)
    if wanted == "number" and (part := _part(text, words, sentence, asked)):
        words = part
    if wanted == "reason" and (reason := _reason(text, sentence)) and not reason.overlaps(words):
        words = reason
    words = _figure(text, _marked(text, words))
    told = terms(text[slice(*words)])
    exact = wanted == "number" or not asked.issuperset(map(stem, told))
    if wanted == "person":
        exact = exact and _may_name(text[slice(*words)])
    return Fact(
        candidate.row.document_id,
        words if exact else sentence,
        sentence,
        candidate.coverage,
        candidate.chance,
        exact,
    )


def may_be(query: Query, words: str, asked: set[str], around: str = "") -> bool:
    """Whether words can be what is wanted: who did it is nobody whom the question names, unless by
    what is called after him or for his kin, nor "he", who came is nobody who was absent, how many
    and how old no name, and how many no sum, when it was no mere thing or sum, why no day, and how
    long it took is no day or year, unless one stands ``around`` it from which or to which it
    lasted."""
    if query.wanted == "number" and _is_sum(words, around, query.text):
        return False
    if query.wanted in ("number", "money", "percent", "age"):
        told = without_one(words) if query.wanted == "age" else words
        return _QUANTITY.search(told) is not None
    if query.wanted == "time":
        return _TIMELY.search(_SUM.sub(" ", words)) is not None or names_one(words)
    if query.wanted == "reason":
        return not names_one(words) or bool(terms(without_one(words)))
    if query.wanted == "duration":
        return not names_one(words) or _LASTS.search(around or words) is not None
    if query.wanted != "person":
        return True
    if _CAME.match(query.text) and _AWAY.search(around):
        return False
    name = [stem(word) for word in terms(words)]
    whose = (found[found.lastindex or 0] for found in _OTHERS.finditer(query.text))
    others = {stem(word.casefold()) for word in whose}
    if asked.issuperset(name):
        return False
    return _SEVERAL.search(words) is not None or name[-1] not in asked - others


def aged(text: str, words: Span, asked: set[str]) -> Span:
    """The age that a passage tells in words that the reader did not point at: that of the sentence
    with most of what is ``asked`` (stems); the words themselves, where they tell one."""
    if _QUANTITY.search(text, *words):
        return words
    ages = [(sentence, age) for sentence in _SENTENCE.finditer(text)
            if (age := _AGE.search(text, *sentence.span()))]  # fmt: skip
    own = [(len(asked & set(stems(sentence[0]))), age) for sentence, age in ages]
    most, age = max(own, key=itemgetter(0), default=(0, None))
    return Span(*age.span()) if age and most else words


def _is_sum(words: str, around: str, question: str) -> bool:
    """Whether words are so much money, and it is asked how many there are of something else."""
    at = max(0, around.find(words))
    sum_ = _IN_CURRENCY.match(around, at - (around[at - 1 : at] in tuple("£$€¥")))
    counted = _MANY.search(question)
    return bool(sum_ and counted and stem(counted["noun"].casefold()) not in stems(sum_[0]))


def is_disowned(sentence: str, text: str) -> bool:
    """Whether it tells what its ``text`` does not say itself, but corrects ("an earlier version of
    this article said …") or checks ("Claim: …", "Verdict: …")."""
    checked = _CHECKED.match(sentence) and _CHECKS.search(text)
    return bool(checked or _WITHDRAWN.search(sentence))


def is_of_dateline(wanted: Wanted, text: str, words: Span) -> bool:
    """Whether words stand in the place and day that a report begins with, "HARLOW, 3 May — ", and
    neither place nor time is ``wanted``. A sentence follows these, and no mere words, as behind
    what a list explains: "HMRC – the tax office"."""
    if wanted in ("place", "time"):
        return False
    line = text.rfind("\n", 0, words.start) + 1
    found = _DATELINE.match(text, line)
    end = text.find("\n", words.end)
    closed = text[line : end if end >= 0 else len(text)].rstrip(_CLOSING).endswith((".", "!", "?"))
    return found is not None and words.end <= found.end() and closed


def is_own_day(question: str, document: Document, words: Span, wanted: Wanted = "time") -> bool:
    """Whether the words are the day that a document prints as its own, in a line of its own: no
    answer to when something happened; nor, where they tell that day, to anything else."""
    day, text = document.published, document.text
    if wanted != "time" and (day is None or str(day.year) not in text[slice(*words)]):
        return False
    start = text.rfind("\n", 0, words.start) + 1
    line = text[start : end if (end := text.find("\n", words.end)) >= 0 else len(text)].strip()
    if day is None or len(line) > _LONGEST_LINE or line.endswith((".", "!", "?")):
        return False
    figures = {int(figure) for figure in re.findall(r"\d+", line)}
    beside = [word for word in terms(_DAY.sub(" ", line)) if not word.isdigit()]
    head = f"{document.title}\n{text[:_HEAD]}"
    of_event = len(beside) > _BESIDE or not stems(question).isdisjoint(map(stem, beside))
    return (
        {day.day, day.year} <= figures
        and not (of_event or _EVENT.search(head))
        and _PUBLICATION.search(question) is None
    )


def is_anothers_time(question: str, text: str, words: Span) -> bool:
    """Whether the words are, or end with, the time at the head of a line that tells something else
    than what is asked, as the sentences of a live page do ("11.58 Ashby tweets:"), and no items of
    a programme ("19.30 Doors open")."""
    end = text.find("\n", words.end)
    start = text.rfind("\n", 0, words.end) + 1
    line = text[start : end if end >= 0 else len(text)]
    clock = _CLOCK.match(line)
    if clock is None or start + clock.end("time") < words.end:
        return False
    if not line.rstrip(_CLOSING).endswith((".", "!", "?", ":", "…")):
        return False
    asked = stems(" ".join(terms(question)))
    return 2 * len(asked & stems(line)) < len(asked)


def is_own_deed(question: str, told: str) -> bool:
    """Whether a sentence answers who did a thing by "I did": it is who speaks, and nobody named."""
    did = _WHO_DID.match(question)
    doing = {stem(found["deed"].casefold()) for found in _I_DID.finditer(told) if not found["name"]}
    return did is not None and stem(did[1].casefold()) in doing


def _in_one_piece(text: str, words: Span, asked: frozenset[str]) -> Span:
    """Up to where a paragraph ends with a sentence: what follows it is another matter. So is what
    stands before one that alone has words that were ``asked``: the end of another row of a list."""
    end = _PARAGRAPH.search(text, *words)
    if end:
        return Span(words.start, end.start())
    first, *rows = [Span(*row.span()) for row in _ROW.finditer(text, *words)] or [words]
    own = [row for row in (first, *rows) if not asked.isdisjoint(stems(text[slice(*row)]))]
    return own[0] if own and own[0] != first else words


def _without_heading(text: str, sentences: Sequence[Span]) -> Sequence[Span]:
    """Of several sentences those behind a heading."""
    first, *behind = sentences
    return behind if behind and _heads(text, first, behind[0]) else sentences


def _may_name(words: str) -> bool:
    """Whether words can be whoever did it: neither a sum nor a clause."""
    return _FIGURE.match(words) is None and _CLAUSE.search(words) is None


def _part(text: str, words: Span, sentence: Span, asked: frozenset[str]) -> Span | None:
    """The 34, of "34 of the 51 posts she saw had closed", where it is asked how many had closed:
    what is told of the part is what its sentence ends with."""
    found = _PART_OF.search(text, sentence.start, words.start)
    last = terms(text[words.end : sentence.end])[-1:]
    of_part = found is not None and bool(last) and asked.issuperset(map(stem, last))
    return Span(*found.span("part")) if found and of_part else None


def _marked(text: str, words: Span) -> Span:
    """With the quotation mark before them, of which they hold the other one."""
    for opening, closing in ('""', "“”"):
        if text[: words.start].endswith(opening) and text.count(closing, *words) % 2:
            return Span(words.start - 1, words.end)
    return words


def _figure(text: str, words: Span) -> Span:
    """The whole of a figure, of which they hold a part: the 118 of "$1,118"."""
    start, end = words
    if text[start].isdigit() and (
        before := _FIGURE_BEFORE.search(text, max(0, start - _LONG_FIGURE), start)
    ):
        start = before.start()
    if text[end - 1].isdigit() and (behind := _FIGURE_BEHIND.match(text, end)):
        end = behind.end()
    return Span(start, end)


def _reason(text: str, sentence: Span) -> Span | None:
    """The clause that gives a reason in so many words, if a single one does."""
    found = list(_BECAUSE.finditer(text, *sentence))
    return Span(found[0].start(), found[0].end()) if len(found) == 1 else None


def _heads(text: str, sentence: Span, following: Span) -> bool:
    """Whether a sentence is a heading: a few words without a figure or a mark at their end, in a
    line of their own, and a sentence behind them, or anything where the text begins with them."""
    heading = _NUMBERED.sub("", text[slice(*sentence)], count=1)
    if len(heading.split()) > _LONGEST_HEADING or _NO_HEADING.search(heading):
        return False
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip(_MARKUP)
    if (line and not _NUMBER.fullmatch(line)) or "\n" not in text[sentence.end : following.start]:
        return False
    told = text[slice(*following)].rstrip(_CLOSING).endswith((".", "!", "?"))
    return told or not text[: sentence.start].strip(_MARKUP)


def _may_tell(wanted: Wanted, sentence: str) -> bool:
    return any(c.isdigit() for c in sentence) or (wanted == "time" and names_one(sentence))


def _expression(
    question: str, asked: frozenset[str], wanted: Wanted, reading: Reading, sentence: Span
) -> Span | None:
    """The expression of the wanted kind nearest to the words of the question; ``asked`` are their
    stems."""
    if wanted == "age":
        age = _AGE.search(reading.document.text, *sentence)
        return Span(*age.span()) if age else None
    labels = _LABELS.get(wanted, ())
    among = overlapping(reading.entities, sentence)
    inside = [e for e in among if e.label in labels and sentence.holds(Span(*e[:2]))]
    text = reading.document.text
    inside = [e for e in inside if not stems(text[e.start : e.end]) <= asked]
    if wanted == "duration":  # "12 years" and not the 58 of an age, nor "May 2024"
        told = [(e, text[e.start : e.end]) for e in inside]
        inside = [e for e, span in told if any(map(str.isalpha, span)) and not names_one(span)]
    if not inside:
        return None
    counted = _COUNTED.search(question)
    noun = stem(words(counted["noun"])[0]) if counted and words(counted["noun"]) else None
    sought = set(map(stem, terms(question)))

    def rank(entity: Entity) -> tuple[float, int, int]:
        after = [stem(w) for w in words(text[entity.end : entity.end + 60])[:_BEHIND]]
        near = text[max(sentence.start, entity.start - 80) : min(sentence.end, entity.end + 80)]
        overlap = len(stems(near) & sought)
        behind = after.index(noun) if noun in after else _BEHIND
        return (behind, labels.index(entity.label), -overlap)

    best = min(inside, key=rank)
    start = best.start
    if wanted in ("time", "place") and (lead := _LEADING.match(text[start : best.end])):
        start += lead.end()
    return _figure(text, Span(start, best.end))
