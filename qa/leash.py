"""The leash of a language model: what a sentence must keep to, or it is not shown.

Every check is mechanical and goes by the cited sources alone, so it holds whatever the model was
told, by us, by a question or by a document. A sentence tells what one speaker said: it cites that
speaker's statements, names the speaker before anybody else and credits nobody else with words; its
quotations are verbatim, and its names, its numbers and most of its words are the sources'.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.attribution.complements import AS_CUES, CLAUSE_CUES
from index.attribution.lexicon import HONORIFICS, PEOPLE, ROLES
from index.attribution.quotations import quotations
from index.documents import Span
from qa.replies import Sentence
from qa.sources import Source
from qa.stances import stance
from qa.terms import stem, stems, terms, words

LONGEST_SENTENCE = 1000  # characters
_LEAST_SHARED = 0.6  # of the words that carry the matter; the rest may be the model's own

_CITATION = re.compile(r"(?i)\s*\[\s*(?:sources?\s+)?(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\s*\]")
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_PERCENT = re.compile(r"(?i)%|\bper cent\b")
_COUNTING = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    hundreds thousand thousands million millions billion billions trillion dozen dozens half
    quarter third double triple percent""".split()
)
_MARKS = "“”\"«»„‘’'"
_NO_SIGNS = "/`<>[]{}*_#|\\^~@="  # ASCII that no sentence needs, and a page or a shell may take up
_LEFT_OPEN = re.compile(r"[“”\"«»„]|``|''|(?<!\w)['‘’](?=\w)")
_PRONOUNS = frozenset("he she they we".split())
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december""".split()
)
_SPEECH = frozenset(map(stem, CLAUSE_CUES | AS_CUES | {"said", "spoke"}))
_OTHERS = PEOPLE | ROLES
_TURNED = re.compile(
    r"(?i)(?:according\s+to|[,\"]\s*(?:said|says|added|adds|told))(?:\s+\w+){0,2}\s*$"
)
_ANOTHER = re.compile(
    r"(?i)\baccording\s+to\b"
    r"|,\s+(?:an?|the|one|some|his|her|their)\s+(?:\w+\s+){1,3}(?:said|says|added|adds|told)\b"
)
# "[Lopez] said it was safe, but many critics have warned of it"
_AND_ANOTHER = re.compile(
    r"(?i)\b(?:and|as|but|though|although|whereas|while)\s+(?=(\w+(?:\s+\w+){1,4}))"
)
_BESIDE_VERB = frozenset("also have has had later still".split())
# "A spokesman for [Lopez] said"
_OF_SPEAKER = re.compile(
    r"(?i)(?<!\baccording )\b(?:about|against|around|behind|by|for|from|near|of|on|to|under|with)"
    r"(?:\s+the)?\s*$"
)
_TITLE = re.compile(r"(\w+)\.?\s*$")
_SPOKEN_TO = re.compile(r"\s+(?:has\s+been|had\s+been|was|were|is|are|be)\s+(?:\w+ly\s+)?(\w+)")
_DENIAL = re.compile(
    r"(?i)\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ie[sd]|ying|ials?)"
    r"|reject\w*|dismiss\w*|refut\w+|rebut\w*|disput\w+|disavow\w*|repudiat\w+|contradict\w*"
    r"|debunk\w*|fail(?:s|ed)? to|declin\w+|false\w*|untrue|baseless|groundless"
    r"|unfounded|refus\w+|rul\w+ out)\b|n['’]t\b",
)

_UNSURE = re.compile(
    r"(?i)\b(?:doubt|question|wonder|speculat|s[ck]eptic|uncertain|unclear|unknown|unsure|unverified"
    r"|unconfirmed|conflicting|too early|remains to)"
)


class Slipped(ValueError):
    """A sentence does not keep to its sources. The message says how, going on from "it"."""


class Leash:
    """The checks, for the sources that a model was given. They are numbered from 1."""

    def __init__(self, given: Sequence[Source]) -> None:
        self._sources = given
        speakers = {source.who: source.names for source in given}.values()
        forms = Counter(form for names in speakers for form in {n.casefold() for n in names})
        self._shared = {form for form, times in forms.items() if times > 1}
        on_record = [speaker for source in given for speaker in source.found.speakers]
        people = {s.name.split()[-1].casefold() for s in on_record if s.kind == "person"}
        self._people = frozenset(name for name in people if terms(name))

    def sentence(self, text: str) -> Sentence:
        """What a model wrote as a sentence, without the numbers of the sources and with quotations
        in the sources' own characters. Raises Slipped."""
        cited = self._cited(text)
        about = unicodedata.normalize("NFC", " ".join(source.about for source in cited))
        plain = " ".join(unicodedata.normalize("NFC", _CITATION.sub("", text)).split())
        _refuse_unreadable(plain, about)
        plain = _quoted_verbatim(plain, cited)
        outside = _without_quotations(plain)
        own = self._speaker(outside, cited)
        if own is not None:
            _refuse_another(outside, own, " ".join(source.said for source in cited))
            _refuse_somebody_of(outside, own, cited)
        self._refuse_other_names(outside, own, cited, about)
        _refuse_numbers(outside, about)
        _refuse_turned_round(plain, cited, about)
        _refuse_invented(plain, about)
        ended = plain if plain.rstrip(_MARKS)[-1:] in (".", "!", "?", "…") else f"{plain}."
        return Sentence(ended, tuple(dict.fromkeys(s.found.passage.id for s in cited)))

    def _cited(self, text: str) -> Sequence[Source]:
        numbers = [int(n) for m in _CITATION.finditer(text) for n in re.findall(r"\d+", m[1])]
        if not numbers:
            raise Slipped("cites no source")
        for number in numbers:
            if not 1 <= number <= len(self._sources):
                raise Slipped(f"cites source {number}, which there is not")
        cited = [self._sources[number - 1] for number in dict.fromkeys(numbers)]
        if len({source.who for source in cited}) > 1:
            raise Slipped("puts the words of several speakers into one sentence")
        return cited

    def _speaker(self, outside: str, cited: Sequence[Source]) -> Span | None:
        """Where the sentence first names its speaker; None where its sources have none."""
        names = {name for source in cited for name in source.names}
        if not names:
            return None
        longest = sorted(names, key=len, reverse=True)
        forms = [name.split() for name in longest if name.casefold() not in self._shared]
        any_of = "|".join(r"\s+".join(map(re.escape, form)) for form in forms if form)
        whole = rf"(?i)(?<!\w)(?:{any_of})(?!\w|['’]s|(?<=s)['’])"
        found = re.search(whole, outside) if any_of else None
        if found is None:
            raise Slipped("does not name the speaker of its source")
        return Span(*found.span())

    def _refuse_other_names(
        self, outside: str, own: Span | None, cited: Sequence[Source], about: str
    ) -> None:
        """Refuses names that the sources have not, and others that stand where a speaker does."""
        known, small = set(words(about)), set(re.findall(r"\w+", about))
        speaker = set(words(" ".join((*(n for s in cited for n in s.names), cited[0].role))))
        credited = {pair for source in cited for pair in self._credited(source.said, small)}
        for name in self._names(outside, small):
            if not set(words(name[0])) <= known:
                raise Slipped(f"has the name {name[0]}, which its source has not")
            if set(words(name[0])) <= speaker or name[0].casefold() in _DAYS:
                continue
            if own is not None and name.start() < own.start:
                raise Slipped(f"names {name[0]} before its speaker")
            if any((name[0].casefold(), verb) not in credited for verb in _verbs(outside, name)):
                raise Slipped(f"credits {name[0]} with the words")

    def _credited(self, text: str, small: set[str]) -> Iterable[tuple[str, str]]:
        """Whom a text itself credits with words, and by which verb."""
        return {(n[0].casefold(), v) for n in self._names(text, small) for v in _verbs(text, n)}

    def _names(self, text: str, small: set[str]) -> Iterator[re.Match[str]]:
        """Words that are set like names, days and sites among them, and names of people on record
        however they are set. The first word may be any other; ``small`` are words that the sources
        have in small letters."""
        for number, word in enumerate(_WORD.finditer(text)):
            plain = re.sub(r"['’]s$", "", word[0].casefold())
            ordinary = word[0] == "I" or (number == 0 and (plain in small or not terms(plain)))
            capital = any(map(str.isupper, word[0])) and not ordinary
            if capital or "." in plain or plain in self._people:
                yield word


def _refuse_unreadable(text: str, about: str) -> None:
    """Refuses what no reader should see, and letters and marks that the checks would not know."""
    if not re.search(r"[^\W\d_]", text):
        raise Slipped("says nothing")
    if text.rstrip(_MARKS)[-1:] == "?":
        raise Slipped("asks")
    if len(text) > LONGEST_SENTENCE:
        raise Slipped("is too long")
    for sign in text:
        ours = sign in _MARKS or sign in "–—…" or (" " <= sign <= "~" and sign not in _NO_SIGNS)
        theirs = sign in about and (sign.isalnum() or unicodedata.category(sign) in ("Mn", "Sc"))
        if not ours and not theirs:
            raise Slipped("has signs that its source has not")


def _quotations(text: str) -> Sequence[Span]:
    return quotations(text, [Span(0, len(text))])


def _without_quotations(text: str) -> str:
    """The sentence with an empty pair of marks for each quotation."""
    for span in reversed(_quotations(text)):
        text = f'{text[: span.start]}""{text[span.end :]}'
    return text


def _quoted_verbatim(text: str, cited: Sequence[Source]) -> str:
    """The sentence with each quotation set as its source has it. Refuses any that no source has.

    A comma or stop that the model put inside the marks goes behind them where the source has none.
    """
    for start, end in reversed(_quotations(text)):
        inner = text[start:end].strip(_MARKS + " ")
        bare = inner.rstrip(",.;")
        found = _verbatim(inner, cited)
        behind = "" if found else inner[len(bare) :]
        found = found or _verbatim(bare, cited)
        if found is None:
            raise Slipped(f"quotes “{inner}”, which its source does not quote")
        text = f"{text[:start]}“{found}”{behind}{text[end:]}"
    if _LEFT_OPEN.search(_without_quotations(text).replace('""', "")):
        raise Slipped("has a quotation mark that stands alone")
    return text


def _verbatim(quoted: str, cited: Sequence[Source]) -> str | None:
    """A quotation in the characters of its source: marks and spaces may be set another way."""
    signs = dict.fromkeys("'’‘", "['’‘]") | dict.fromkeys('"“”', '["“”]') | {" ": r"\s+"}
    pattern = "".join(signs.get(sign, re.escape(sign)) for sign in quoted)
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)")
    for source in cited if quoted else ():
        for text in source.quotable:
            match = whole.search(text)
            if match and match[0] in source.found.passage.text:
                return " ".join(match[0].split())
    return None


def _refuse_another(outside: str, own: Span, said: str) -> None:
    """Refuses whoever else speaks, however they are called, and a speaker who is spoken to."""
    before = outside[: own.start]
    turned = _TURNED.search(before)
    for word in _WORD.finditer(before, 0, turned.start() if turned else len(before)):
        if word[0].casefold() in _PRONOUNS or stem(word[0].casefold()) in _SPEECH:
            raise Slipped("lets another speak before it names its speaker")
    passive = _SPOKEN_TO.match(outside, own.end)
    if passive and stem(passive[1].casefold()) in _SPEECH - {"quot"}:
        raise Slipped("does not let its speaker speak")
    if _ANOTHER.search(outside, own.end) and not _ANOTHER.search(said):
        raise Slipped("lets another speak after it names its speaker")
    for clause in _AND_ANOTHER.finditer(outside, own.end):
        told = [word for word in clause[1].casefold().split() if word not in _BESIDE_VERB]
        for who, verb in pairwise(told):
            speaks = stem(verb) in _SPEECH and not {who, who.removesuffix("s")}.isdisjoint(_OTHERS)
            if speaks and f"{who} {verb}" not in said.casefold():
                raise Slipped("lets another speak after it names its speaker")


def _refuse_somebody_of(outside: str, own: Span, cited: Sequence[Source]) -> None:
    """Refuses a spokesman for the speaker, and the speaker's aides, who are somebody else."""
    before, behind = outside[: own.start].rstrip(), _WORD.match(outside, own.end + 1)
    called = HONORIFICS.union(*(words(name) for source in cited for name in source.names))
    for role in {source.role.casefold() for source in cited if source.role}:
        if before.casefold().endswith(role):
            before = before[: -len(role)]
        called = called.union(words(role))
    while (
        (title := _TITLE.search(before)) and title[1][0].isupper() and title[1].casefold() in called
    ):
        before = before[: title.start()]
    aide = behind[0] if behind and outside[own.end : behind.start()] == " " else ""
    if _OF_SPEAKER.search(before) or not {aide, aide.removesuffix("s")}.isdisjoint(_OTHERS):
        raise Slipped("lets another speak who belongs to its speaker")


def _verbs(text: str, name: re.Match[str]) -> Iterator[str]:
    """The verbs of speech beside a name, of which it would be the subject."""
    if turned := _TURNED.search(text, 0, name.start()):
        yield _WORD.findall(turned[0])[0].casefold()
    for word in list(_WORD.finditer(text, name.end()))[:3]:
        if word[0][0].isupper() or re.search(r"[.;:]", text[name.end() : word.start()]):
            return
        if stem(word[0].casefold()) in _SPEECH:
            yield stem(word[0].casefold())


def _numbers(text: str) -> set[str]:
    plain = _PERCENT.sub(" percent ", unicodedata.normalize("NFKC", text))
    digits = {number.replace(",", "") for number in _NUMBER.findall(plain)}
    return digits | (_COUNTING & set(words(plain)))


def _refuse_numbers(outside: str, about: str) -> None:
    for number in sorted(_numbers(outside) - _numbers(about)):
        raise Slipped(f"has the number {number}, which its source has not")


def _refuse_turned_round(text: str, cited: Sequence[Source], about: str) -> None:
    """Refuses a denial that is told as a claim, and a claim that is told as a denial."""
    denies = bool(_DENIAL.search(text))
    if denies and not _DENIAL.search(about):
        raise Slipped("denies what its source does not deny")
    stances = {stance(source.statement) for source in cited if source.statement}
    if not denies and "denies" in stances:
        raise Slipped("leaves out that its source denies it")
    if not denies and "unsure" in stances and not _UNSURE.search(text):
        raise Slipped("leaves out that its source is unsure")


def _refuse_invented(text: str, about: str) -> None:
    known = stems(about)
    told = [word for word in terms(text) if stem(word) not in _SPEECH]
    if sum(stem(word) in known for word in told) < _LEAST_SHARED * len(told):
        raise Slipped("says what its source does not say")
