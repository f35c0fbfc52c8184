"""What is said in passing: whether a statement says anything, and its source who it is."""

import re

from index.attribution.vocabulary import ASKING
from index.documents import StoredStatement
from index.interrogatives import only_asks
from qa.stances import answers_yes_or_no
from qa.terms import Coverage, terms, words

_TALK = frozenset(
    """a absolutely afternoon ahead all alright and bye but continue cue day evening everybody
    everyone exactly fine folks go good great guys have hello here hey hi hmm i i'm in it
    just last later let like look mean mhm mm morning much next no of oh ok okay on
    please question ready really right see so sorry sure thank thanks that the there this to
    uh huh um very wait welcome well yeah yep yes you you're""".split()
)
_POINTS_BACK = re.compile(
    r"(?:that )?(?:(?:ever )?(?:doing|having|making|saying)(?: \w+ed| done| made| said)? )?"
    r"(?:it|so|such|that|them|these|this|(?:all |any |both |the |these |those )*(?:remaining )?"
    r"(?:accusation|allegation|charge|claim|report|statement|suggestion)s?(?: of paragraph \d+)?)",
    re.IGNORECASE,
)
_LONGEST_TALK = 80  # characters
_FEWEST_TELLING = 4  # content words
_DECLINES = re.compile(
    r"\b(?:I|we)(?:['’]ve)? (?:(?:don['’]t|do not|didn['’]t) have any\w*"
    r"|(?:have|got) (?:no|nothing))"
    r" (?:\w+ ){0,3}(?:add|addition|additional|announce|comment|more|new|preview|read|report|say"
    r"|share)\b|\b(?:no comment\b|not going to (?:comment|get (?:ahead|into)|speculate)\b)",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("i we he she they it you who this that these those some many one".split())


def says_nothing(statement: StoredStatement) -> bool:
    """Whether a turn is mere talk ("Sure.", "So —"), and no answer to a yes-or-no question."""
    if statement.kind != "turn" or len(statement.text) > _LONGEST_TALK:
        return False
    return is_talk(statement.text) and not answers_yes_or_no(statement)


def says_little_of(statement: StoredStatement, coverage: Coverage) -> bool:
    """Whether it is a few words, a question or a refusal to speak of it, with nothing of a topic,
    which stands in what they answer alone: "Pardon me?", "I have nothing to add to that."."""
    if coverage(f"{statement.sentence_text} {statement.text}"):
        return False
    few = len(terms(statement.text)) < _FEWEST_TELLING
    return few or only_asks(statement.text) or _DECLINES.search(statement.text) is not None


def is_talk(text: str) -> bool:
    """Whether it is nothing but what anybody says to anybody: "But —", "Okay.", "Thank you."."""
    return _TALK.issuperset(words(text))


def only_points_back(statement: StoredStatement) -> bool:
    """Whether all that is said or denied stands elsewhere: "having said so", "the allegations"."""
    return _POINTS_BACK.fullmatch(statement.text) is not None


def only_asking(statement: StoredStatement) -> bool:
    """Whether a turn is labelled as of one who asks or listens, and by no name: "Q", "REPORTER"."""
    labelled = statement.source_text.casefold().split()[-1:]
    return statement.kind == "turn" and not ASKING.isdisjoint(labelled)


def tells_who(statement: StoredStatement) -> bool:
    """Whether an unnamed source says anything of who it is, which "we" does not, nor a label of
    those who ask and listen, and anything at all, which a reporter's question does not."""
    if only_asking(statement) or only_asks(statement.text):
        return False
    return statement.source_text.casefold() not in _PRONOUNS
