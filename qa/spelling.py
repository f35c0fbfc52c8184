"""A slip in a speaker's name → the one indexed name that it can be; a slip in another word → the
word of the documents that it can be; a figure → as the documents write it."""

import re
from collections.abc import Iterator
from itertools import islice

from index.embedding import tokenizer
from qa.names import Names
from qa.terms import stem
from qa.understanding import understand
from qa.verbs import NOUNS
from qa.whose import MOST_NAMED, SEPARATOR

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|‘[^‘’]*’")
_WORD = re.compile(r"(?<![\w.@'’-])[A-Za-z][a-z]{4,24}(?=(?:['’]s)?(?![\w@'’-]|\.\w))")
_FIGURE = re.compile(r"(?<![\w.,])(?:\d{4,9}|\d{1,3}(?:,\d{3})+)(?!\w|[.,]\d)")
_WHO_IS = re.compile(r"(?i:who(?: is| was|['’]s)) (?P<who>[A-Z][^?.]+)[?.! ]*")
_ASKING = re.compile(r"^[A-Za-z]+(?= (?P<goes_on>did|do|does|has|had|is|are|was|were)?)")
# "kirbys view", where an apostrophe is left out
_OWNED = re.compile(rf"\b(?P<who>[^\W\d_]{{3,}})s (?=(?:{NOUNS})\b)", re.IGNORECASE)
_QUESTION_WORDS = frozenset("did does has how was what when where which who whose why".split())
_MOST = 40  # words that are looked at
_MOST_UNKNOWN = 8  # of these, past which a text is in another language
_SHORTEST_DOUBLED, _SHORTEST = 6, 7  # letters of a word with another slip than two exchanged ones
_ENDING = 2  # letters, in which a word may differ from another and be none of its slips
_SHORTEST_ROOT = 4
_PREFIX = re.compile(r"^(?:anti|de|dis|mis|non|out|over|pre|re|un|under)(?=\w{4})")
_AGENT = re.compile(r"[eo]rs?$")  # of who does it: "signer"
_LEFT_OUT = "aceilmnorstu"  # letters that are often forgotten
_STEM = 3  # letters at either end, in which another vowel makes another word: "proscribe"
_VOWELS = "aeiou"


def corrected(question: str, names: Names) -> str:
    """The question with the misspelt names of its speakers as they are indexed, and misspelt words
    as the documents have them, and so figures: "1000" is their "1,000".

    Only such names are looked at as stand in a speaker's place ("what did Kirbey say?", "who is
    Kirbey?"), and only where the documents hold no such word and a single speaker's name is near.
    What stands in quotation marks stays as it is, and so does what has hardly a word that is known.
    """
    question = _ASKING.sub(lambda m: _asking(m, names), question)
    question = _OWNED.sub(lambda m: _owned(m, names), question)
    query = understand(question, names)
    is_who = None if query.who else _WHO_IS.fullmatch(question.strip())
    who = is_who["who"] if is_who else query.who
    parts = SEPARATOR.split(who) if who and not query.speakers else []
    for part in parts if len(parts) <= MOST_NAMED else ():
        if not names.resolve(part) and (name := names.nearest(part)):
            at = question.find(part)
            behind = question[at + len(part) :]
            question = question[:at] + name + behind if at >= 0 else question
    quoted = [found.span() for found in _QUOTED.finditer(question)]
    unknown = [
        found for found in islice(_WORD.finditer(question), _MOST)
        if not any(start < found.start() < end for start, end in quoted)
        and not _is_known(found[0], names)
    ]  # fmt: skip
    for found in reversed(unknown) if len(unknown) <= _MOST_UNKNOWN else ():
        word = _respelt(found[0], names)
        question = question[: found.start()] + word + question[found.end() :]
    return _FIGURE.sub(lambda found: _as_written(found[0], names), question)


def _as_written(figure: str, names: Names) -> str:
    """A figure with the marks of its thousands or without, as the documents have it."""
    other = figure.replace(",", "") if "," in figure else f"{int(figure):,}"
    return other if not names.frequency(figure) and names.frequency(other) else figure


def _asking(found: re.Match[str], names: Names) -> str:
    """A question's first word with its letters in order, or with the one that is left out in front
    of "did" and the like, as far as that makes one question word of it: "what", of "waht" and
    "wht". A word that the documents have stays as it is: "dose"."""
    word = found[0]
    if names.frequency(word) or word.casefold() in _QUESTION_WORDS:
        return word
    swapped = {word[:n] + word[n : n + 2][::-1] + word[n + 2 :] for n in range(len(word) - 1)}
    meant = {each for each in swapped if each.casefold() in _QUESTION_WORDS}
    if not meant and found["goes_on"]:
        meant = {
            word[0] + asking[1:] for asking in _QUESTION_WORDS if len(asking) >= _SHORTEST_ROOT
            for n in range(1, len(asking)) if asking[:n] + asking[n + 1 :] == word.casefold()
        }  # fmt: skip
    return meant.pop() if len(meant) == 1 else word


def _owned(found: re.Match[str], names: Names) -> str:
    """What is a speaker's, with its apostrophe, where nobody is called so with the "s"."""
    who = found["who"]
    return f"{who}'s " if names.find(who) and not names.find(f"{who}s") else found[0]


def _is_known(word: str, names: Names) -> bool:
    """Whether the documents have a word, or it is one that everybody knows."""
    return bool(names.frequency(word.lower())) or is_common(word.lower())


def _respelt(word: str, names: Names) -> str:
    """The word of the documents that an unknown word can be a slip of, the most frequent of the
    likeliest kind; the word itself where there is none."""
    plain = word.lower()
    kinds = _slips(plain)
    for kind in kinds if word == plain else islice(kinds, 1):  # another name may be meant
        found = {each: times for each in kind if (times := names.frequency(each))}
        for meant in sorted(found, key=lambda each: (-found[each], each)):
            if names.is_written(meant):  # and no other word of the same stem
                return meant if word == plain else meant.capitalize()
    return word


def is_common(word: str) -> bool:
    """Whether a word, what it is derived from, or what follows its prefix is a word piece of the
    bundled model, as the commonest 20,000 words are."""
    root, bare = stem(word), _PREFIX.sub("", word)
    agent = _AGENT.sub("", word)
    forms = (
        word, root, f"{root}e", f"{root}ate", f"{root[:-1]}y", root[:-1], bare, stem(bare), agent,
        f"{agent}e",
    )  # fmt: skip
    return any(len(form) >= _SHORTEST_ROOT and _is_piece(form) for form in forms)


def _is_piece(word: str) -> bool:
    return tokenizer().token_to_id(word) is not None


def _slips(word: str) -> Iterator[set[str]]:
    """The words that somebody may have meant, by how likely slips are: two letters exchanged; one
    doubled, or not; one too many; one left out, or another vowel."""
    parts = [(word[:n], word[n:]) for n in range(1, len(word) + 1)]
    yield {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    inside = [(a, b) for a, b in parts if len(b) > _ENDING]
    if len(word) >= _SHORTEST_DOUBLED:
        yield {a + a[-1] + b for a, b in inside} | {a + b[1:] for a, b in inside if a[-1] == b[0]}
    if len(word) >= _SHORTEST:
        yield {a + b[1:] for a, b in inside}
        left_out = {a + c + b for a, b in parts if len(b) >= _ENDING for c in _LEFT_OUT}
        unstressed = [(a, b) for a, b in parts if len(a) >= _STEM and len(b) > _STEM]
        vowels = {a + v + b[1:] for a, b in unstressed if b[0] in _VOWELS for v in _VOWELS}
        yield left_out | vowels
