"""A follow-up and what came before it → a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution import gender
from index.documents import Speaker
from qa import context, refusals
from qa.ellipsis import any_day
from qa.follow_ups import OTHERS, made_whole, sentence
from qa.names import Names
from qa.plain import without_remarks
from qa.pronouns import PERSON, named, with_heard
from qa.question import Query
from qa.replies import LONGEST_QUESTION, Turn
from qa.spelling import corrected
from qa.terms import terms
from qa.understanding import understand
from qa.verbs import AUXILIARY

_MOST_TURNS = 100
_LONGEST_ANSWER = 2 * LONGEST_QUESTION  # characters
_ABOUT_THAT = re.compile(r"\b(?:about )?(?:that|this|it|so)\s*$", re.IGNORECASE)
_WHO_IS = re.compile(r"^(?:and )?who(?:['’]s| is| was) (?P<who>he|she)\W*$", re.IGNORECASE)
_WHETHER = re.compile(rf"^(?:and )?(?:{AUXILIARY})(?:n['’]t)? (?P<who>he|she)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standalone:
    """``text`` is the question to understand, with what could be put in its place; ``left_out`` are
    words of the conversation that it goes on from; ``wordings`` are what to search for together,
    the text first: the text alone where it stands by itself. ``in_context``: what it is read as
    as well, where it does not. ``of_matter``: it goes on from what nobody was asked for and
    nobody answered, so that "what about …?" asks for no statements."""

    text: str
    left_out: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    of_matter: bool = False

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
    history = [_read(turn) for turn in history[-_MOST_TURNS:]]
    question = _of_what_was_told(without_remarks(" ".join(text.split())), history)
    before: Query | None = None
    told: tuple[Speaker, ...] = ()
    heard: list[Speaker] = []  # in all questions and answers, the latest first
    about: list[Speaker] = []  # those of questions, and whoever an answer is
    one: Query | None = None  # the last question for another speaker than the one before
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            asked = made_whole(context.unshown(turn.content), before, told, names, one)
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
            about[:0] = [s for s in told if turn.content.startswith(s.name)]
    rewritten = made_whole(question, before, told, names, one)
    if before is None:
        return Standalone(rewritten, (), (rewritten,))
    people = about if _WHETHER.match(rewritten) else heard
    rewritten = _by_whom_was_heard(rewritten, before, people, names)
    rewritten = with_heard(rewritten, heard, names)
    history = [t for t in history if t.role == "user" or not refusals.is_message(t.content)]
    changed = rewritten != corrected(question, names)
    whole = changed and (before.who or not context.points_back(rewritten))
    if whole or not context.leaves_out(_of_what_was_told(text, history), history):
        return Standalone(rewritten, (), (rewritten,))
    left_out = () if changed else context.left_out(rewritten, history)
    if not terms(rewritten):  # "why?", "how many?": what is asked about stands elsewhere
        rewritten, left_out = context.shown(rewritten, left_out), ()
    wordings = context.wordings(rewritten, history)
    of_matter = not (before.who or told or before.intent in ("statements", "speaker"))
    contexts = context.in_context(rewritten, history)
    return Standalone(rewritten, left_out, wordings, contexts, of_matter)


def _read(turn: Turn) -> Turn:
    """As far as a turn is read: each question is understood anew."""
    if turn.role == "assistant":
        return Turn(turn.role, turn.content[:_LONGEST_ANSWER])
    return Turn(turn.role, " ".join(turn.content[:LONGEST_QUESTION].split()))


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
    fitting = (s for s in people if gender.of_name(s.name.split()) is not (pronoun == "he"))
    if (found := next(fitting, None)) is None:
        return question
    changed = PERSON.sub(lambda m: named(m[0], found.name), question.rstrip("?!. "), count=1)
    wanted = terms(before.topic)
    about = f"about {' '.join(wanted)}" if len(wanted) > 1 else ""  # "led" is no matter
    return sentence(_ABOUT_THAT.sub(about, changed).strip())
