"""Who holds an office: "the CEO of Norvanta", "Kelmouth's mayor", as the documents tell it.

A sentence tells it where name, office and body stand in apposition ("Norvanta's chief executive,
Ada Holm,"), or, where no sentence does, where it names the body and the office stands beside the
name with no other body's: in a document that is about the body, and gives that person no other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.attribution import lexicon
from index.attribution.called import is_office
from index.attribution.lexicon import BODIES
from index.documents import Document, Span, Speaker, SpeakerKind, overlapping
from index.store import Filter, Reading, Snapshot
from qa.terms import terms, words

IN_FULL = {
    "ag": "attorney general", "ceo": "chief executive", "cfo": "chief financial",
    "cio": "chief information", "coo": "chief operating", "cto": "chief technology",
    "da": "district attorney", "pm": "prime minister", "vp": "vice president",
}  # fmt: skip
"""Offices that go by their initials; behind "chief …" there may be an "officer"."""

_ALIKE: Sequence[tuple[str, ...]] = (
    ("chair", "chairman", "chairwoman", "chairperson"),
    *((f"{full} officer", full, short) for short, full in IN_FULL.items()),
)

KINDS_OF_BODIES: Mapping[str, SpeakerKind] = {
    **dict.fromkeys(
        """agencies banks bodies businesses charities companies company firm firms groups
        organisation organisations organization organizations parties party union unions""".split(),
        "organisation",
    ),
    **dict.fromkeys("countries country governments nation nations".split(), "government"),
}
"""What many speakers are that are no persons: "which companies said so?"."""

_CHAIR = _ALIKE[0]
_LEADER = (
    *_CHAIR, "president", "director", "director general", "executive director", "head", "leader",
    "chief executive", "ceo", "secretary general", "commissioner", "administrator",
)  # fmt: skip
_LEADING: Mapping[str, Sequence[str]] = {
    "chairs": _CHAIR,
    "directs": ("director", "director general", "executive director"),
    **dict.fromkeys(("heads", "leads", "runs"), _LEADER),
}
"""Who does so holds one of these offices."""

_WHO_IS = re.compile(r"who(?:['’]s| is| are) (?P<who>.+?)[?!. ]*", re.IGNORECASE)
_WHO_LEADS = re.compile(
    rf"(?i:who (?:now |currently )?(?P<leads>{'|'.join(_LEADING)}) (?:the )?)"
    r"(?P<body>[A-Z].*?)[?!. ]*"
)
_OFFICE = r"(?P<office>[\w-]+(?: [\w-]+){0,3}?)"
_DESCRIBED = (
    re.compile(rf"(?:the )?{_OFFICE} at (?:the )?(?P<body>.+)", re.IGNORECASE),
    re.compile(rf"(?:the )?{_OFFICE} (?:of|for|in) (?:the )?(?P<body>.+)", re.IGNORECASE),
    re.compile(rf"(?:the )?(?P<body>.+?)(?:['’]s|(?<=s)['’]) {_OFFICE}", re.IGNORECASE),
    re.compile(rf"(?:the )?(?P<body>(?!The )[A-Z].*?) {_OFFICE}"),
)
# Bodies without a name: "the company's chairman"
_GENERAL = lexicon.PEOPLE | lexicon.FIRMS | lexicon.BODY_WORDS | {
    "the", "city", "town", "village", "time", "moment", "present", "minute",
}  # fmt: skip
_WHOSE = frozenset("their his her its our my your whose".split())  # "their coach at the club"
_NOBODY = frozenset(("DATE", "FAC", "GPE", "LOC", "NORP", "TIME"))  # labels of entities
_SEARCHED = 50  # passages
_FEW_FORMS = 4  # of an office, which are searched for as well
_HEAD = 300  # characters that say what a document is about

_PART = r"(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]*\w)"
_WORD_BEGINS = r"(?<![\w’'-])"  # at every letter of a long one there is too much to try
_NAME = (
    rf"{_WORD_BEGINS}(?:By )?(?:(?:Dr|Mr|Mrs|Ms|Sir|Dame)\.? )?"
    rf"(?P<name>{_PART}(?:(?: (?:al|bin|de|del|der|van|von))? {_PART}){{0,3}})"
)
_STILL = r"(?:(?:acting|current|first|interim|longtime|new|newly appointed|outgoing) )*"
_NOT = ("deputy", "ex", "former", "future", "incoming", "late", "next", "then", "vice")
_NO_OTHER = "".join(rf"(?<!\b(?i:{word})[ -])" for word in _NOT)
# What may stand before a body's name: no part of it ("South Kelmouth"), and no "former"
_WHOLE = rf"(?:^|[^\w\s] ?|\b(?<!\w[’'])(?:(?!(?:{'|'.join(_NOT)})\b)[a-z][\w’']*|And|But|The) )"
# What may stand behind a body's name: no "museum" of it, and no "until 2021"
_ENDS = (
    r"(?=\s*[,.;:)\n“\"]|\s*$| (?:and|as|at|but|has|had|is|on|said|says|that|to|told|was|which|who"
    r"|will|would)\b"
    r"| [a-z]+(?:ed|s)\b)"
)
# What may stand before an office that is told without whose it is, or with it behind
_BARE = (
    r"(?:^|(?<=[,;:–—(“\"] )|(?<=[(“\"])"
    rf"|\b(?:[Tt]he|[Ii]ts|[Oo]ur|and|as|by|from|that|to|with) ){_STILL}"
)


@dataclass(frozen=True, slots=True)
class Office:
    """``office`` and ``body`` are patterns of the forms they go by, and ``short`` of what a
    document calls the body that it has named in full: "the Commission". ``named`` are the words
    that name the body."""

    office: str
    body: str
    named: Sequence[str]
    sought: Sequence[str]
    short: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """The name and the sentence that tells it, as ranges of a document's text."""

    document_id: str
    name: str
    words: Span
    sentence: Span
    published: date | None


def asked(question: str) -> Office | None:
    """The office whose holder a question asks for: "Who is the mayor of Kelmouth?"."""
    found = _WHO_IS.fullmatch(question.strip())
    return described(found["who"]) if found else None


def leading(question: str) -> Office | None:
    """The offices of which whoever leads a body holds one: "Who chairs Norvanta?". Who holds none
    may lead it as well."""
    leads = _WHO_LEADS.fullmatch(question.strip())
    return _office(_LEADING[leads["leads"].casefold()], leads["body"]) if leads else None


def described(who: str) -> Office | None:
    """The office of a body that a description names, if it names one."""
    for pattern in _DESCRIBED:
        found = pattern.fullmatch(who)
        if found is None:
            continue
        office, body = found["office"].casefold(), found["body"]
        if not words(body):  # "the mayor of -"
            continue
        if _GENERAL.issuperset(body.casefold().split()) or office.split()[0] in _WHOSE:
            continue
        alike = next((forms for forms in _ALIKE if office in forms), None)
        if alike is None and office.endswith("s") and is_office(office.split()[-1][:-1].title()):
            office = office[:-1]  # "the co-chairs"
        if alike or is_office(office.split(" of ")[0].split()[-1].title()):
            return _office(alike or (office,), body)
    return None


def _office(forms: Sequence[str], body: str) -> Office:
    """An office that goes by any of these forms."""
    any_form = "|".join(re.escape(form) for form in forms)
    last = words(body)[-1]
    any_space = r"\s+".join(map(re.escape, body.split()))
    told = forms if len(forms) <= _FEW_FORMS else ()  # all of them would drown the body's name
    sought = [*words(body), *(word for form in told for word in words(form))]
    return Office(
        rf"{_NO_OTHER}(?<![\w-])(?i:{any_form})(?![\w-])",
        rf"(?<![\w-])(?i:{any_space})(?![\w-])",
        terms(body) or words(body),
        list(dict.fromkeys(sought)),
        rf"(?<![\w-]){last.title()}(?![\w-])" if " " in body and last in BODIES else "",
    )


def holders(snapshot: Snapshot, office: Office, where: Filter) -> Sequence[Holder]:
    """Whom the documents give the office, the latest document's first, each person once."""
    hits = snapshot.lexical("passages", office.sought, _SEARCHED, where)
    ours = _ours(office)
    bodies = "|".join(filter(None, (office.body, office.short, ours)))
    has = re.compile(office.office), re.compile(bodies)
    attached: list[Holder] = []
    bare: list[Holder] = []
    for passage in snapshot.passages([hit.id for hit in hits]):
        if not all(pattern.search(passage.text) for pattern in has):
            continue
        reading = snapshot.reading(passage.document_id, Span(passage.start, passage.end))
        if reading:
            attached += _told(reading, _attached(office), office)
            if office.short and re.search(office.body, reading.document.text):
                short = replace(office, body=office.short)
                attached += _told(reading, _attached(short), short)
            told = _told(reading, _bare(office), office)
            bare += [holder for holder in told if _may_hold(holder, office, reading)]
    some = _each_once(attached)
    if not some and len(alone := _each_once(bare)) == 1:
        return alone
    return some


def speaking(
    snapshot: Snapshot, office: Office, speakers: Iterable[Speaker]
) -> tuple[Speaker, ...]:
    """Who of the speakers is told to hold the office without whose it is, and says something in a
    document that is about the body: "Ada Holm (Chief Executive):", in a call of Norvanta's."""
    holding = (s for s in speakers if re.fullmatch(office.office, s.role or ""))
    return tuple(s for s in holding if any(_heads(office, d) for d in _heard(snapshot, s)))


def _heard(snapshot: Snapshot, speaker: Speaker) -> Iterator[Document]:
    """The documents in which somebody says something."""
    for each in snapshot.tally(Filter(speakers=frozenset([speaker.id])))[:_SEARCHED]:
        if stored := snapshot.document(each.document.id):
            yield stored.document


def _heads(office: Office, document: Document) -> bool:
    """Whether a document begins with the body whose office it is."""
    return re.search(office.body, f"{document.title}\n{document.text[:_HEAD]}") is not None


def may_be_somebody(reading: Reading, at: Span) -> bool:
    """Whether a range may be somebody's name, as far as the entities there tell."""
    labels = {entity.label for entity in overlapping(reading.entities, at)}
    several = " " in reading.document.text[slice(*at)]
    return "PERSON" in labels or (several and labels.isdisjoint(_NOBODY))


def is_anothers(office: Office, name: str, sentence: str) -> bool:
    """Whether a sentence gives somebody an office beside the name, and not this one: "head of
    sales", "the mayor of Kelmouth,", or "Kelmouth University president" where Kelmouth's is asked
    for."""
    before = re.search(
        rf"{_WORD_BEGINS}((?:[\w’'-]+ ){{0,3}}[\w’'-]+),? {re.escape(name)}", sentence
    )
    behind = re.search(rf"{re.escape(name)}(?:,| is| was) ([^,.;]{{3,80}})", sentence)
    titles = [title.split()[-1] for title in before[1].split(" of ")] if before else []
    told = [before[1]] if before and any(is_office(title.title()) for title in titles) else []
    if behind and any(is_office(word.title()) for word in behind[1].split()):
        told.append(behind[1])
    owners = rf"(?P<owner>(?:[A-Z][\w’'-]* )*){office.office}"
    found = [match for each in told if (match := re.search(owners, each))]
    own = rf"(?:(?:Her|His|Its|My|Our|The|Their) |.*{office.body}(?:['’]s?)? )?"
    return bool(told) and not any(re.fullmatch(own, match["owner"]) for match in found)


def is_of_others(office: Office, document: Document) -> bool:
    """Whether a document has no word of the body whose office is asked for."""
    told = f"{document.title}\n{document.text}".casefold()
    return not any(word in told for word in office.named)


def _attached(of: Office) -> Sequence[re.Pattern[str]]:
    owned = rf"{of.body}(?:['’]s?)? {_STILL}{of.office}"
    held = rf"{of.office}(?: (?:of|at|for|in) (?:the )?{of.body}{_ENDS}|, {of.body}(?!['’]))"
    is_it = r"(?:,(?: who is)?|,? \(| is| has been| as| was (?:named|appointed|elected))"
    return [
        re.compile(rf"{_WHOLE}{owned}(?:,| is)? {_NAME}"),
        re.compile(rf"{_BARE}{held}(?:,| is) {_NAME}"),
        re.compile(rf"{_BARE}{of.office} (?:of|at|for) (?:the )?{of.body} {_NAME}"),
        re.compile(
            rf"{_NAME}(?:, \d+)?{is_it} ?(?:the )?{_STILL}(?:{owned}(?! (?:for|of)\b)|{held})"
        ),
    ]


def _bare(of: Office) -> Sequence[re.Pattern[str]]:
    return [
        re.compile(rf"{_BARE}{of.office},? {_NAME}"),
        re.compile(rf"{_NAME}, (?:its|our|the) {_STILL}{of.office}(?=[,.;)])"),
    ]


def _told(reading: Reading, patterns: Sequence[re.Pattern[str]], of: Office) -> list[Holder]:
    """Nobody whose name holds the body's: "Chief Executive, Halden Foods"."""
    text, document = reading.document.text, reading.document
    found = []
    for sentence in reading.sentences:
        told = text[slice(*sentence)]
        for match in (match for pattern in patterns for match in pattern.finditer(told)):
            start, end = (sentence.start + at for at in match.span("name"))
            at = Span(start, end)
            if re.search(of.body, match["name"]):
                continue
            by_whom = " " in match["name"] and match[0].startswith("By ")
            if by_whom or may_be_somebody(reading, at):
                found.append(Holder(document.id, match["name"], at, sentence, document.published))
    return found


def _may_hold(holder: Holder, office: Office, reading: Reading) -> bool:
    """Whether an office told without whose it is may be that of the body: the sentence names it,
    the document is about it, and nowhere gives the person another's. "Our" office is that of the
    body in the title."""
    document = reading.document
    text, name = document.text, re.escape(holder.name.split()[-1])
    sentence = text[slice(*holder.sentence)]
    ours = re.search(_ours(office), sentence)
    titled = ours and re.search(office.body, f"{document.title}\n{text.lstrip().splitlines()[0]}")
    if not titled and not (re.search(office.body, sentence) and _heads(office, document)):
        return False
    of_another = rf"{_WORD_BEGINS}[A-Z][\w-]*(?:['’]s)? {office.office},? (?:\S+ )?{name}"
    elsewhere = rf"{name}, (?:the )?(?:[A-Z][\w’' -]*)?{office.office} (?:of|at|for) "
    return not re.search(of_another, text) and not re.search(elsewhere, text)


def _ours(office: Office) -> str:
    return rf"\b[Oo]ur {_STILL}{office.office}"


def _each_once(found: Sequence[Holder]) -> list[Holder]:
    """By the surname, with the fullest name of the latest document."""
    latest = sorted(found, key=lambda h: (h.published or date.min, len(h.name)), reverse=True)
    unique: dict[str, Holder] = {}
    for each in latest:
        known = unique.setdefault(each.name.split()[-1], each)
        if " " in each.name and " " not in known.name:
            unique[each.name.split()[-1]] = each
    return list(unique.values())
