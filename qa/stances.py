"""A statement → where its speaker stands: asserts it, denies it, is unsure."""

import re

from index.documents import StoredStatement
from qa.replies import Stance

_DENIES = re.compile(
    r"^(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|rebut|repudiat|disavow|disput|rebuff|contradict"
    r"|disclaim|debunk)",
    re.IGNORECASE,
)
_DOUBTS = re.compile(r"^(?:doubt|question|wonder|speculat|cast\b)", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:groundless|baseless|unfounded|false|untrue|fabricat\w+|fake|fiction|lies?|nonsense|absurd|"
    r"not true|hoax|propaganda|smears?|slander\w*|misinformation|disinformation|rumou?rs)\b",
    re.IGNORECASE,
)
_IS_FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:simply |entirely |completely )?"
    r"(?:false|untrue|baseless|groundless|not true)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"^(?:\w+ )?(?:doubts?|s[ck]epticism)\b|"
    r"\b(?:uncertain\w*|unclear|unknown|unverified|unconfirmed|not (?:sure|certain|clear|known)|"
    r"do(?:es)?n['’]t know|did not know|cannot (?:confirm|verify)|can['’]t (?:confirm|verify)|"
    r"could not (?:confirm|verify)|no (?:evidence|information|confirmation)|"
    r"too early to|remains to be seen|conflicting (?:information|reports))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"^(?:that\s+)?(?:\S+\s+){0,6}?(?:(?:has|have|had|did|does|do|is|was|were|are|would|will)\s+(?:not|never)"
    r"|(?:has|have|had|did|does|do|is|was|were|are|would|wo|ca)n['’]t|never)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^(?:categori|characteri|describ|call|label|brand|dub|denounc|slam|condemn|depict|portray)",
    re.IGNORECASE,
)


_TOUCHES = re.compile(
    r"^(?:emphasi|highlight|express|voic|rais|convey|characteri|describ|categori|call|label|condemn|"
    r"criticiz|criticis|prais|hail|acknowledg|cit|mention|underscor|underlin|stress|outlin|note|noting|"
    r"urg|warn|accept|welcom|promis|demand|request|ask|pledg|vow)",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"^(?:that|how|why|it|there|[\"“])", re.IGNORECASE)


def stance(statement: StoredStatement) -> Stance | None:
    """Told from the cue first ("denied", "doubted"), then from the words themselves.

    None where the words only touch on the matter: "highlighted the dangers of …" claims nothing.
    """
    cue = statement.cue or ""
    if _DENIES.match(cue):
        return "denies"
    if _DOUBTS.match(cue):
        return "unsure"
    if _UNSURE.search(statement.text):
        return "unsure"
    if _CALLED.match(cue) and _FALSE.search(statement.text):
        return "denies"
    if _NEGATED.match(statement.text) or _IS_FALSE.search(statement.text):
        return "denies"
    if _TOUCHES.match(cue) and not _CLAIM.match(statement.text):
        return None
    return "asserts"
