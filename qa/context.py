"""What a question that leaves something out goes on from, whoever and whatever it is about.

No model rewrites it: the question keeps its words, and is searched for with those of the turns
before it beside them (``wordings``); what is shown is the question with the words it leaves out.
"""

import re
from collections.abc import Sequence

from qa import initials
from qa.dates import names_one
from qa.replies import Turn
from qa.terms import stem, stems, terms
from qa.verbs import AUXILIARY, QUESTION_WORD

# Words that point back, and openings that go on from what was said
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|his|her|hers|that|this|these|those|there|then"
    r"|ones?|such|others?|another|else|same|both|more|too|also|instead"
    r"|the (?:two|latter|former)(?=\W*$|[,;]))\b"
    r"|^(?:and|but|or|so|ok|okay|no|yes|really|what about|how about)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    rf"^(?:(?:please )?(?:tell|show|list|compare|explain|describe|give)|{QUESTION_WORD}|{AUXILIARY}"
    r"|according)\b",
    re.IGNORECASE,
)
_OF_NAMES = re.compile(r"^(?:who|whom|whose|what|which|where|when)\b", re.IGNORECASE)
_WHO_SAID = re.compile(
    r"^(?:and |but )?who (?:claim(?:s|ed)|reported|sa(?:id|ys)|told (?:them|us|you))"
    r"(?: (?:it|so|that|this))?\W*$",
    re.IGNORECASE,
)
_VOUCHED = re.compile(r"(?P<words>[^()\n]{2,80}?), according to ")
# "163, according to the council. Some 163 homes were flooded."
_TOLD = re.compile(
    r"(?P<words>.{1,120}?)(?:, according to [^.]{2,80})?(?<! [A-Z])\. "
    r"(?P<sentence>(?:[^.!?]|(?<= [A-Z])\.)+[.!?])"  # and no end at "Ann J."
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*(?: (?:[a-z]{2,3} ){0,2}(?=[A-Z])|$)){1,5}")
_OTHERS = re.compile(r"\b(?:else|others?|another)\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"what(?:['’]s| is| are) (?!(?:the|his|her|its|their)\b)", re.IGNORECASE)
_CLAUSE = 4  # words of an answer that may say something by themselves
_FILLERS = frozenset(
    """okay ok hi hello hey thanks thank yeah sure great good wow hmm oh want wanted understand
    wonder wondering help interested interesting happened happen""".split()
)
_SHOWN = re.compile(r"\s*\((?P<words>[^()]*)\)\s*$")
_FEW = 2  # content words that may be of anything
_ENOUGH = 6  # content words: a question with as many, and none that points back, is whole
_MOST_OF_ANSWER = 600  # characters: what an answer is about stands at its beginning
_MOST_OF_TURN = 400
_WORDS_OF_ANSWER = 15
_MOST_READ = 45  # words, of which the reader reads the first 64 pieces
_MOST_SHOWN = 4  # words of each turn


def leaves_out(question: str, history: Sequence[Turn]) -> bool:
    """Whether a question goes on from the conversation, so that it can't be read by itself.

    It does where a word points back, where it is no whole question, and where it is short and
    shares a word with what was said. A whole question that shares nothing begins a new topic, and
    one of nothing but names beside its question word ("Who is Jill Biden?") says who is meant.
    """
    if not history:
        return False
    wanted = terms(question)
    if points_back(question) or not wanted:
        return True
    if len(wanted) >= _ENOUGH:
        return False
    if not _QUESTION.match(question):
        return True
    of_names = _OF_NAMES.match(question) and not question.isupper()
    if of_names and all(_is_name(word, question) for word in wanted):
        return False
    said = stems(" ".join(turn.content for turn in history))
    return any(stem(word) in said for word in wanted)


def has_few_words(question: str) -> bool:
    """Whether a whole question has hardly a word of its own, and no name: "how many people
    watched?" may go on from anything, but for "what is an identifier?"."""
    if _WHAT_IS.match(question):
        return False
    wanted = terms(question)
    return len(wanted) <= _FEW and not any(_is_name(word, question) for word in wanted)


def begins_another(question: str, history: Sequence[Turn]) -> bool:
    """Whether a whole question changes the subject: all it names is new to the conversation."""
    if not history or points_back(question) or not _QUESTION.match(question):
        return False
    if question.isupper() or not any(_is_name(word, question) for word in terms(question)):
        return False
    said = stems(" ".join(turn.content for turn in history))
    return not any(stem(word) in said for word in terms(question))


def subject_starts(history: Sequence[Turn]) -> int:
    """The turn at which the subject was changed last."""
    starts = (
        n
        for n in range(len(history) - 1, 0, -1)
        if history[n].role == "user" and begins_another(history[n].content, history[:n])
    )
    return next(starts, 0)


def returning_to(what: str, history: Sequence[Turn]) -> list[Turn]:
    """The questions of a conversation that were about one thing, with their answers."""
    wanted = frozenset(map(stem, terms(what)))
    found: list[Turn] = []
    about = False
    for turn in history:
        if turn.role == "user":
            about = not wanted.isdisjoint(stems(turn.content))
        if about:
            found.append(turn)
    return found


def points_back(question: str) -> bool:
    """Whether a word of a question stands for something said before it."""
    return _POINTING.search(question) is not None


def wordings(question: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """The question, the question after the first and the last one, and after the last answer:
    what to search for together. The first is always the question itself."""
    asked = [_cut(t.content, _MOST_OF_TURN) for t in history if t.role == "user"]
    answered = [_cut(t.content, _MOST_OF_ANSWER) for t in history if t.role == "assistant"]
    before = " ".join(dict.fromkeys([*asked[:1], *asked[-1:]]))
    found = [question, *(f"{text} {question}" for text in (before, *answered[-1:]) if text)]
    return tuple(dict.fromkeys(found))


def in_context(question: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """The question behind the one before it, which is how the reader learnt to read what goes on,
    behind that and the beginning of its answer, and behind what the conversation is about: the
    names of its first question, or all of it."""
    last = max(n for n, turn in enumerate(history) if turn.role == "user")
    asked = [unshown(_cut(t.content, _MOST_OF_TURN)) for t in history if t.role == "user"]
    told = [" ".join(turn.content.split()[:_WORDS_OF_ANSWER]) for turn in history[last + 1 :][:1]]
    named = [_as_written(w, asked[0]) for w in terms(asked[0]) if _is_name(w, asked[0])]
    about = " ".join(named) if named and not asked[0].isupper() else asked[0]
    before = (asked[-1], *(f"{asked[-1]} {text}" for text in told), about)
    whole = (f"{said} {question}".split()[-_MOST_READ:] for said in before)
    return tuple(dict.fromkeys(map(" ".join, whole)))


def told_fact(history: Sequence[Turn]) -> str | None:
    """What the last answer tells by a few exact words and the sentence that holds them; None where
    it is none of that kind."""
    last = history[-1].content if history and history[-1].role == "assistant" else ""
    told = _TOLD.match(" ".join(last.split()))
    at = told["sentence"].casefold().find(told["words"].casefold()) if told else -1
    if told is None or at < 0:
        return None
    few = len(told["words"].split()) < _CLAUSE
    return told["sentence"].rstrip(".") if few else told["sentence"][at:][: len(told["words"])]


def asks_for_others(question: str) -> bool:
    """Whether what was told already is no answer: "who else?", "any other albums?"."""
    return _OTHERS.search(question) is not None


def told_before(history: Sequence[Turn]) -> tuple[str, ...]:
    """What answers told by exact words."""
    answers = (_TOLD.match(" ".join(t.content.split())) for t in history if t.role == "assistant")
    return tuple(dict.fromkeys(told["words"] for told in answers if told))


def told_name(history: Sequence[Turn]) -> str | None:
    """The name that the last answer tells, where it tells nothing else by its exact words."""
    last = history[-1].content if history and history[-1].role == "assistant" else ""
    told = _TOLD.match(" ".join(last.split()))
    name = told["words"].removeprefix("The ") if told else ""
    is_name = _NAME.fullmatch(name) and not names_one(name)
    return name if told and is_name and name in told["sentence"] else None


def left_out(question: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """The telling words of the last and the first question that this one lacks, a few of each; of
    who said what was just answered ("who said that?") the words of the answer, before them."""
    asked = [t.content for t in history if t.role == "user" and terms(t.content)]
    have = set(stems(question))
    found = []
    said = history[-1].content if history and _WHO_SAID.match(question) else ""
    if told := _VOUCHED.match(said):
        found.append(told["words"])
        have.update(stems(told["words"]))
    for text in dict.fromkeys([*asked[-1:], *([] if found else asked[:1])]):
        lacking = [w for w in terms(text) if stem(w) not in have and _tells(w)]
        kept = sorted(lacking, key=lambda w: (not _is_name(w, text), -len(w)))[:_MOST_SHOWN]
        if kept:
            found.append(" ".join(_as_written(w, text) for w in lacking if w in kept))
        have.update(map(stem, lacking))
    return tuple(found)


def shown(question: str, words: Sequence[str]) -> str:
    """The question with the words it leaves out: "Is it dangerous? (asphalt, driveway)"."""
    return f"{question} ({', '.join(words)})" if words else question


def unshown(question: str) -> str:
    """The question without them, as a client sends it back with the history."""
    return _SHOWN.sub("", question) or question


def _cut(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _as_written(word: str, text: str) -> str:
    found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return found[0] if found else initials.name(word) or word


def _tells(word: str) -> bool:
    """Whether a word is worth showing: no filler, nothing contracted ("I'm", "don't")."""
    return word not in _FILLERS and "'" not in word


def _is_name(word: str, text: str) -> bool:
    return _as_written(word, text)[:1].isupper()
