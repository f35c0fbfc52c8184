"""A follow-up and what came before it → a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents import Speaker
from qa import context, refusals
from qa.ellipsis import any_day, of_it
from qa.follow_ups import OTHERS, made_whole, sentence
from qa.holdings import is_chat
from qa.names import Names
from qa.plain import returned, set_right, without_remarks
from qa.pronouns import PERSON, can_be, named, with_heard, with_told
from qa.question import Query
from qa.replies import LONGEST_QUESTION, Turn
from qa.spelling import corrected
from qa.terms import terms
from qa.understanding import understand
from qa.verbs import AUXILIARY, SAY

# What comes along with words that are copied: marks of where one may be parted, and of a file
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_MOST_TURNS = 100
_LONGEST_ANSWER = 2 * LONGEST_QUESTION  # characters
_ABOUT_THAT = re.compile(r"\b(?:about )?(?:that|this|it|so)\s*$", re.IGNORECASE)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_WHOSOEVER = re.compile(r"\b(?:it|he|she|him)\b", re.IGNORECASE)
_SAYS = re.compile(rf"\b(?:{SAY})$", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:answer|reply|respond|say)$", re.IGNORECASE)
_WHO_IS = re.compile(r"^(?:and )?who(?:['’]s| is| was) (?P<who>he|she)\W*$", re.IGNORECASE)
_WHETHER = re.compile(rf"^(?:and )?(?:{AUXILIARY})(?:n['’]t)? (?P<who>he|she)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standalone:
    """``text`` is the question to understand, with what could be put in its place; ``left_out`` are
    words of the conversation that it goes on from; ``wordings`` are what to search for together,
    the text first: the text alone where it stands by itself. ``in_context``: what it is read as
    as well, where it does not. ``of_matter``: it goes on from what nobody was asked for and
    nobody answered, so that "what about …?" asks for no statements. ``told``: what answers told by
    exact words, of a question that asks for others."""

    text: str
    left_out: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    of_matter: bool = False
    told: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return context.shown(self.text, self.left_out)


def standalone(text: str, history: Sequence[Turn], names: Names) -> Standalone:
    """The question with what it leaves out taken from the conversation; itself where nothing is.

    Earlier questions are rewritten in their order first, so that a chain of follow-ups holds. What
    goes on from a question of who said what is put into such words; any other that goes on from
    what was said keeps its own, with those of the conversation beside them (``qa.context``).
    The latest 100 turns are read, of a question what may be asked at once, and of an answer 4,000
    characters: a conversation can be of any length.
    """
    history = _without_chat([_read(turn) for turn in history[-_MOST_TURNS:]])
    text = " ".join(text.translate(_UNSEEN).split())
    if is_chat(text):
        return Standalone(text, (), (text,))
    what, text = _of_thing(text)
    if what:
        history = context.returning_to(what, history)
    question = without_remarks(text)
    if context.begins_another(question, history):
        text = question  # "ok thanks. Where is …?"
    question = _of_what_was_told(question, history)
    before: Query | None = None
    told: tuple[Speaker, ...] = ()
    heard: list[Speaker] = []  # in all questions and answers, the latest first
    about: list[Speaker] = []  # those of questions, and whoever an answer is
    one: Query | None = None  # the last question for another speaker than the one before
    start = 0  # where it returned to something
    read = [*history]  # with the questions as they were made whole
    for n, turn in enumerate(history):
        if turn.role == "user" and turn.content.strip():
            back, asked = _of_thing(context.unshown(turn.content))
            start = n if back else start
            it = of_it(asked, before.text) if before else None
            asked = it or made_whole(asked, before, told, names, one)
            read[n] = Turn("user", asked)
            query = understand(asked, names, any_day)
            heard[:0] = about[:0] = names.among(asked)
            # "Why?" is nothing to go on from
            if query.who or query.intent == "speaker" or terms(query.text):
                if before and before.speakers and before.speakers != query.speakers:
                    one = before
                before = query
            told = ()
        elif turn.role == "assistant":
            found = () if refusals.is_message(turn.content) else names.among(turn.content)
            heard[:0], told = found, tuple(found[:1])
            name = context.told_name([turn]) or ""  # "President Ann Lind"
            about[:0] = [s for s in told if turn.content.startswith(s.name) or s.name in name]
    rewritten = made_whole(question, before, told, names, one)
    if before is None and what and what not in rewritten:  # to what nobody had asked about
        of_thing = f"{what} {rewritten}"
        return Standalone(rewritten, (what,), (rewritten, of_thing), (of_thing,))
    if before is None:
        return Standalone(rewritten, (), (rewritten,))
    if before.intent == "fact":
        rewritten = with_told(rewritten, before, context.told_name(history), names)
    people = about if _WHETHER.match(rewritten) else heard
    rewritten = _by_whom_was_heard(rewritten, before, people, names)
    rewritten = with_heard(rewritten, heard, names)
    start += context.subject_starts(read[start:])
    history = _without_refusals(history[start:])
    read = _without_refusals(read[start:])
    changed = rewritten != corrected(question, names) or bool(what and what in rewritten)
    of_some_matter = before.who or terms(rewritten)  # and no "who else said that?"
    whole = changed and of_some_matter and (before.who or not context.points_back(rewritten))
    goes_on = context.leaves_out(_of_what_was_told(text, history), history)
    goes_on = goes_on or (not before.who and context.has_few_words(rewritten))
    if whole or not goes_on:
        of_fact = changed and not before.who and understand(rewritten, names).intent == "fact"
        wordings = context.wordings(rewritten, read) if of_fact else (rewritten,)
        return Standalone(rewritten, (), wordings)
    left_out = () if changed and of_some_matter else context.left_out(rewritten, read)
    if not terms(rewritten):  # "why?", "how many?": what is asked about stands elsewhere
        rewritten, left_out = context.shown(rewritten, left_out), ()
    wordings = context.wordings(rewritten, read)
    vouched = told and before.wanted != "person"  # who did it is told, and vouches for nothing
    of_matter = not (before.who or vouched or before.intent in ("statements", "speaker"))
    contexts = context.in_context(rewritten, read)
    known = context.told_before(history) if context.asks_for_others(rewritten) else ()
    return Standalone(rewritten, left_out, wordings, contexts, of_matter, known)


def _read(turn: Turn) -> Turn:
    """As far as a turn is read: each question is understood anew."""
    if turn.role == "assistant":
        return Turn(turn.role, turn.content[:_LONGEST_ANSWER])
    return Turn(turn.role, " ".join(turn.content[:LONGEST_QUESTION].split()))


def _without_refusals(history: Sequence[Turn]) -> list[Turn]:
    return [t for t in history if t.role == "user" or not refusals.is_message(t.content)]


def _without_chat(history: Sequence[Turn]) -> list[Turn]:
    """Without "thanks, that helps" and what was answered to it."""
    found: list[Turn] = []
    chat = False
    for turn in history:
        if turn.role == "user":
            chat = is_chat(turn.content)
        if not chat:
            found.append(turn)
    return found


def _of_thing(question: str) -> tuple[str, str]:
    """What a conversation returns to, and what is asked of that, for which "it" or "she" stands; a
    question that sets right the one before it asks the same of another."""
    what, rest = returned(set_right(question))
    if not what:
        return "", rest
    pronoun = _WHOSOEVER if what[:1].isupper() else _IT
    if pronoun.search(rest):
        return what, pronoun.sub(lambda _: what, rest, count=1)
    plain = rest.rstrip("?!. ")
    return what, f"{plain} about {what}?" if _SAYS.search(plain) else rest


def _of_what_was_told(question: str, history: Sequence[Turn]) -> str:
    """ "Who disputes that?", behind an answer in a document's own words: what these tell."""
    found = OTHERS.match(question.rstrip("?!. "))
    what = (found["what"] or "").casefold() if found else ""
    told = context.told_fact(history) if what in ("it", "that", "this") else None
    return f"{found['lead']} {found['verb']} that {told}?" if found and told else question


def _by_whom_was_heard(question: str, before: Query, heard: Sequence[Speaker], names: Names) -> str:
    """ "What does he say about that?", where nobody was asked for before: whoever a question or an
    answer named last, if it can be him. "What does Lind say?", where several are called so: who
    of them was named last."""
    query = understand(question, names)
    if query.ambiguous:
        meant = {speaker.id for speaker in query.speakers}
        named_before = (*(() if before.ambiguous else before.speakers), *heard)
        same = next((s.name for s in named_before if s.id in meant), query.who)
        return question.replace(query.who, same, 1)
    who_is = _WHO_IS.match(question) or _WHETHER.match(question)
    pronoun = (who_is["who"] if who_is else query.who).casefold()
    if query.speakers or pronoun not in ("he", "she"):
        return question
    people = [s for s in heard if s.kind == "person"]
    fitting = (s for s in people if can_be(s.name, pronoun))
    if (found := next(fitting, None)) is None:
        return question
    changed = PERSON.sub(lambda m: named(m[0], found.name), question.rstrip("?!. "), count=1)
    wanted = terms(before.topic)
    about = f"about {' '.join(wanted)}" if len(wanted) > 1 else ""
    if len(wanted) == 1:  # "led" is no matter, "the port" is one
        thing = re.search(rf"\b(?:the|an?) {re.escape(wanted[0])}\b", before.text, re.IGNORECASE)
        about = f"about {thing[0]}" if thing else ""
    if before.verb.startswith("ask") and _ANSWERS.search(changed):
        return sentence(f"{changed} {about}".strip())
    return sentence(_ABOUT_THAT.sub(about, changed).strip())
