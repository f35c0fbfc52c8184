"""The words of a question or a text that carry its matter: stemmed, without the common ones."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from math import log
from threading import Lock

import Stemmer

from qa import compounds, initials
from qa.inflections import base, others
from qa.spellings import american, other

_WORD = re.compile(r"\w+(?:[.'’]\w+)*", re.UNICODE)
_COMMON = frozenset(
    """a about above after again against ain't all almost along already also although always
    am among an and another any anybody anyone anything are around as at away back be became
    because become been before being below between both but by came can can't cannot come
    could did do does doing done down during each either else even ever every everybody
    everyone everything exactly few for from further gave get gets give given go goes going
    gone got had has have having he her here hers herself him himself his how however i if in
    indeed into is it its itself just kind last least less let like likely made make makes
    many may maybe me might more most much must my myself near nearly need never next no
    nobody none nor not nothing now of off often on once one only onto or other others our
    ours out over own part per perhaps please put quite rather really said same saw say saying
    says see seen shall she should since so some somebody someone something soon sort still
    such take taken tell than that the their theirs them themselves then there therefore these
    they thing things think this those though through thus till to together told too toward
    towards under until up upon us use used using very was we well went were what whatever
    when where whether which while who whoever whole whom whose why will with within without
    won't would yes yet you your yours document documents article articles exist know known
    stated according gives ones""".split()
)
_MARKS = (("’", "'"), ("\xa0", " "), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("‑", "-"))
_CONTRACTED = re.compile(r"n't$|'(?:d|ll|m|re|ve)$")
_SAME = 1  # letter that the second halves of a compound's forms have in common
_stemmer = Stemmer.Stemmer("english")
_stemming = Lock()  # a stemmer is for one thread at a time


def words(text: str) -> list[str]:
    """Every word, in lower case, without possessive endings."""
    # In one piece: this is run over every text that a search finds.
    found = _plain("\n".join([*_WORD.findall(text), ""]))
    return found.replace("'s\n", "\n").split("\n")[:-1]


def _plain(text: str) -> str:
    """In lower case, character for character as a rule, and with marks as ASCII has them: a text
    that is no more than ASCII then is made so in half the time."""
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    return text.casefold()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter2 stem of a word in lower case, as it is spelt in America; of an irregular verb
    that of its base form."""
    if word[:1].isalpha() and word[-2:-1].isdigit():
        word = word.removesuffix("s")  # F16s
    with _stemming:
        stemmed: str = _stemmer.stemWord(base(american(word)))
    return stemmed


def terms(text: str) -> list[str]:
    """The content words of a text, each once, in its order, unstemmed; what goes by its initials as
    well is one (see ``qa.initials``), and so is a compound (see ``qa.compounds``)."""
    return as_written(compounds.as_words(initials.as_words(text)))


def as_written(text: str) -> list[str]:
    """The content words of a text, each once, in its order, with nothing made of them."""
    return list(dict.fromkeys(word for word in words(text) if not _is_common(word)))


def _is_common(word: str) -> bool:
    """Of "doesn't" and "they've" what is left of them is told."""
    return word in _COMMON or ("'" in word and _CONTRACTED.sub("", word) in _COMMON)


def inflected(some: Sequence[str]) -> list[str]:
    """Terms with the other forms of those that are irregular verbs, their other spelling, compounds
    in halves, and the forms of what goes by its initials: what a search looks for."""
    each = ((*(initials.forms(term) or (term, other(term))), *others(term)) for term in some)
    apart = (" ".join(halves) for term in some if (halves := compounds.halves(term)))
    return list(dict.fromkeys((*(form for forms in each for form in forms), *apart)))


def stems(text: str) -> frozenset[str]:
    """Those of all words, of a compound's halves and of the whole, and of what goes by initials."""
    joined = compounds.as_words(initials.as_words(text))
    every = {*words(text), *(words(joined) if joined != text else ())}
    return frozenset(map(stem, every))


def content_stems(text: str) -> set[str]:
    """Those of the content words alone."""
    return set(map(stem, terms(text)))


def is_figure(topic: str) -> bool:
    """Whether a figure is all that is asked for ("who says 368?"), to which nothing is near."""
    wanted = terms(topic)
    return bool(wanted) and all(word[0].isdigit() for word in wanted)


class Weights:
    """How telling words are among the passages: inverse document frequency, at least 1."""

    def __init__(self, frequency: Callable[[str], int], total: int) -> None:
        self._frequency = frequency
        self._total = total
        self._known: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        if word not in self._known:
            found = self._frequency(word)
            self._known[word] = (
                1 + log((self._total + 1) / (found + 0.5))
                if found
                else 1 + log(2 * (self._total + 1))
            )
        return max(1.0, self._known[word])

    def coverage(self, wanted: Collection[str]) -> "Coverage":
        return Coverage([(word, self[word]) for word in wanted])


class Coverage:
    """The share of some wanted words, by weight, whose stems are among a text's; in [0, 1]."""

    def __init__(self, wanted: Sequence[tuple[str, float]]) -> None:
        """``wanted``: words with their weights."""
        self._wanted = [
            (stem(word), _beginnings(word), compounds.halves(word)) for word, _ in wanted
        ]
        self._weights = [weight for _, weight in wanted]
        named = enumerate(base(word) for word, _ in wanted)  # "British", of the UK
        self._names = [(n, name) for n, name in named if initials.name(name)]
        self._total = sum(self._weights)

    def __call__(self, text: str) -> float:
        plain = _plain(text)
        if len(plain) == len(text):
            held = {
                n for n, (root, begins, halves) in enumerate(self._wanted)
                if _holds(plain, root, begins) or (halves and _holds_apart(plain, root, *halves))
            }  # fmt: skip
        else:  # what is one word as it is written may be two in lower case
            have = stems(text)
            held = {n for n, (root, _, _) in enumerate(self._wanted) if root in have}
        held.update(n for n, name in self._names if initials.holds(text, name))
        return sum(self._weights[n] for n in held) / self._total if held else 0.0


def _beginnings(word: str) -> tuple[str, ...]:
    """How words of the same stem begin. A stem may end otherwise than a word, but in no more than
    its last letter ("happi"), or two of "ie" (lying)."""
    spelt = {stemmed[: -2 if stemmed.endswith("ie") else -1] or stemmed for stemmed in _spelt(word)}
    return *sorted(spelt), *(others(base(word)) or others(stem(word)))


def _spelt(word: str) -> set[str]:
    """The stems of both spellings of a word, as a text may have either."""
    with _stemming:
        return {_stemmer.stemWord(base(spelling)) for spelling in (word, other(word))}


def _holds(plain: str, root: str, beginnings: Sequence[str]) -> bool:
    """Whether a word of this stem, which begins so, is in a text in lower case."""
    for beginning in beginnings:
        at = plain.find(beginning)
        while at >= 0:
            found = None if _is_in_word(plain, at) else _WORD.match(plain, at)
            if found and stem(found[0].removesuffix("'s")) == root:
                return True
            at = plain.find(beginning, at + 1)
    return False


def _holds_apart(plain: str, root: str, first: str, second: str) -> bool:
    """Whether a compound of this stem is in a text in lower case with its halves apart; "a 9" is no
    A9."""
    between = "-" if second[0].isdigit() else "[- ]"
    found = re.finditer(rf"\b{first}{between}({second[:_SAME]}\w*)", plain)
    return any(stem(first + each[1]) == root for each in found)


def _is_in_word(plain: str, at: int) -> bool:
    """Whether what stands before a place belongs to the same word."""
    before = plain[at - 1 : at]
    if before in (".", "'"):
        before = plain[at - 2 : at - 1] if at > 1 else ""
    return before.isalnum() or before == "_"
