"""A statement → where its speaker stands: asserts it, denies it, is unsure."""

import re
from functools import lru_cache
from typing import Literal

from index.documents import StoredStatement
from qa.replies import Stance
from qa.verbs import AUXILIARY, BE, DO, QUESTION_WORD

_FLAGS = re.IGNORECASE
# Cues

_DENIES = re.compile(
    r"^(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|rebut|repudiat|disavow|disput|rebuff|contradict"
    r"|disclaim|debunk|disagree|ruled? out|ruling out|contest)",
    _FLAGS,
)
_DOUBTS = re.compile(r"^(?:doubt|question|wonder|speculat|cast\b)", _FLAGS)
_CALLED = re.compile(
    r"^(?:categori|characteri|describ|call|label|brand|dub|denounc|slam|condemn|depict|portray)",
    _FLAGS,
)
_TOUCHES = re.compile(
    r"^(?:emphasi|highlight|express|voic|rais|convey|characteri|describ|categori|call|label|condemn|"
    r"criticiz|criticis|prais|hail|acknowledg|cit|mention|underscor|underlin|stress|outlin|note|noting|"
    r"urg|warn|accept|welcom|promis|demand|request|ask|pledg|vow)",
    _FLAGS,
)
# Before the cue: it was not said ("did not confirm", "neither confirmed nor denied")
_WITHHELD = re.compile(
    rf"(?:\b(?:(?:{DO}|would|will|could|can) not|(?:{DO}|would|wo|could|ca)n['’]t|cannot"
    r"|(?:would|will|could) neither|neither|nor"
    r"|(?:refus|declin)(?:e|es|ed|ing) to)"
    r"(?: \w+ly| either| yet| even| ever| publicly)?"
    r"|\b(?:neither|either) \w+ (?:n?or|and)"
    r"|\b(?:confirm|den)\w* n?or)\s*$",
    _FLAGS,
)
_HEDGED = re.compile(r"^(?:confirm|den(?:y|ies|ied|ying)|say|said|comment|rule)", _FLAGS)

# Words

_NOT = r"(?:not|never|no longer)"
_BE = r"(?:is|are|was|were|be|been)"
_ADVERB = r"(?:\w+ly )?"
_ASKS = re.compile(r"^(?:ask|enquir|inquir|wonder|want(?:s|ed|ing)? to know)", _FLAGS)
_ASKED = re.compile(rf"^(?:{QUESTION_WORD}|whether|if)\b", _FLAGS)
_FALSE = re.compile(
    r"\b(?:groundless|baseless|unfounded|false|untrue|fabricat\w+|fake|fiction|fictitious|lies?|nonsense|"
    r"absurd|ridiculous|rubbish|inaccurate|incorrect|not true|hoax|propaganda|smears?|slander\w*|"
    r"misinformation|disinformation|rumou?rs?|fairy[- ]tales?)\b",
    _FLAGS,
)
_IS_FALSE = re.compile(
    rf"\b(?:{_BE}|['’]s|['’]re) (?:simply |just |flatly |all |a )?{_ADVERB}"
    r"(?:false|untrue|baseless|groundless|unfounded|fabricated|incorrect|inaccurate|nonsense|lie"
    r"|hoax|not true|not the case)\b"
    r"|\bno truth (?:to|in)\b|\b(?:isn|wasn|aren|weren)['’]t true\b",
    _FLAGS,
)
_UNSURE = re.compile(
    r"^(?!no )(?:\w+ )?(?:doubts?|s[ck]epticism)\b|"
    r"\b(?:uncertain\w*|unclear|unknown|unverified|unconfirmed|not (?:sure|certain|clear|known)|"
    r"do(?:es)?n['’]t know|(?:did|do|does) not know|"
    r"(?:cannot|can['’]t|can not|could not|couldn['’]t|unable to|not able to|in no position to)"
    r" (?:independently )?(?:confirm|verify|say|rule out)|"
    r"might not(?! (?:only|just)\b)|neither confirm\w* nor den\w+|"
    r"not (?:been )?(?:confirmed|verified)|"
    r"no (?:evidence|information|confirmation|indication|proof|sign|knowledge)|undecided|"
    r"(?:(?:has|have|had|is|are|was|were) not|(?:has|have|had|is|are|was|were)n['’]t)"
    r" (?:yet )?(?:been )?decided|"
    r"(?:not|(?:is|are|was|were)n['’]t) (?:currently |yet )?aware|unaware|"
    r"(?:(?:have|has|had) not|(?:have|has|had)n['’]t) (?:yet )?(?:seen|heard) (?:any|of)|"
    r"too (?:early|soon) to|remains to be seen|conflicting (?:information|reports))\b",
    _FLAGS,
)
_AUX = rf"(?:{AUXILIARY}|am|shall|may|must)"
_NO_NEGATION = r"(?! (?:surpris\w*|unusual|uncommon|only|just|merely|alone)\b)"
_NEGATED = re.compile(
    r"^(?:[^“\"]{1,60} (?:add(?:s|ed)|sa(?:id|ys?)|writes|wrote)[,:] [“\"](?=(?-i:[A-Z])))?"
    r"(?:\(?\w{1,3}[.)]\s+)?(?:that\s+)?(?:\S+\s+){0,6}?"
    rf"(?:(?:{_AUX}|\w+['’](?:m|re|s|ve|ll))\s+{_NOT}"
    rf"|(?:{DO}|{BE}|would|wo|ca|could|should|must)n['’]t|cannot|never"
    rf"|(?:declin|refus|fail)(?:e|es|ed|s|ing)? to){_NO_NEGATION}\b"
    rf"|\bbut (?:\S+ ){{0,2}}?(?:{_AUX}(?:n['’]t| {_NOT})|cannot|never){_NO_NEGATION}\b"
    r"|^[“\"]?(?:that\s+)?(?:nobody|no one|none of|nothing|not one(?! (?:but|for|to|who)\b))\b"
    r"|^[“\"]?(?:that\s+)?no (?!\d|(?:doubt|question|wonder|matter|fewer|less|more|later|sooner"
    rf"|longer|other|small|mean)\b)(?:[\w’'-]+ ){{1,4}}?(?:{BE}|{DO}|will|would|can|could)\b"
    r"|\b(?:has|have|had|sees?|saw) no (?:\w+ )?(?:desire|intention|intent|plans?|wish)\b"
    r"|^[“\"]?(?:that\s+)?(?:\S+\s+){1,5}?(?:nothing|nobody|no one)\b"
    r"(?! (?:but|less|more|short|other|else)\b)"
    r"|^[“\"]?(?:that\s+)?there(?: is| are| was| were|['’]s) no\b(?! (?:doubt|question|other)\b)",
    _FLAGS,
)
_GIVE_UP = (
    r"\b(?:drop(?:s|ped)?|abandon(?:s|ed)?|withdr(?:aws?|ew|awn)|scrap(?:s|ped)?|shelved?"
    r"|(?:gives?|gave|given) up|cancel(?:s|l?ed)?|call(?:s|ed)? off)"
)
_GIVES_UP = re.compile(
    rf"(?P<wished>\b(?:should|must|to|will|would|could|might|may|can) )?{_GIVE_UP} (?:\S+ ){{0,3}}?"
    r"(?:threat|plan|bid|effort|attempt|idea|proposal|intention|hope)s? (?:to|of|for)\b",
    _FLAGS,
)
THE_CLAIM = (  # at the head of what is denied, before "that …"
    r"^(?:(?:the |any )?(?:claims?|reports?|suggestions?|allegations?|accusations?|assertions?) )?"
)
_DENIED_NOT = re.compile(
    rf"{THE_CLAIM}that\s+(?:\S+\s+){{1,4}}?(?:(?:{DO}|{BE}|would|will)\s+{_NOT}"
    rf"|(?:{DO}|{BE}|would)n['’]t)\b",
    _FLAGS,
)
# An answer that begins so says no to what was asked, if that can be said no to
_NO = re.compile(
    r"^[“\"]?(?:oh,? |well,? )?(?:no|nope|never"
    r"|not (?:at all|yet|really|to my knowledge|that I\b[^.]*|for now|now|today|so far"
    r"|(?:this|next) (?:year|month|week|time|season|quarter|session|term)"
    r"|(?:in|on) (?:an?|any|my|our|the)|(?:under|with|without)|for a|by any"
    r"|any (?:more|longer)|one|an? (?:chance|word|penny|cent))"
    r"|I (?:do not|don['’]t) (?:think|believe) so|I doubt (?:it|that)"
    r"|hardly(?=[.,;!—–]|$)|far from it"
    r"|(?:absolutely|certainly|definitely|of course|probably|I (?:think|hope)|I['’]m afraid) not)\b"
    r"(?! (?:doubt|question|problem|matter|wonder|one)\b)",
    _FLAGS,
)
_YES = re.compile(
    r"^[“\"]?(?:oh,? |well,? )?(?:yes|yeah|yep|absolutely|certainly|definitely|of course)\b", _FLAGS
)
_YES_OR_NO = re.compile(
    r"(?:^|[.,;:?!–—-] ?|\b(?:and|but|so|then) )"
    rf"(?:{AUXILIARY}|am|shall|may|might)(?:n['’]t)? [^.?!]*\?\W*$",
    _FLAGS,
)
_CLAIM = re.compile(r"^(?:that|how|why|it|there|[\"“])", _FLAGS)


@lru_cache(maxsize=1024)
def stance(statement: StoredStatement, telling: str | None = None) -> Stance | None:
    """Told from the cue first ("denied", "doubted"), then from the words themselves, or from those
    of them that are ``telling``.

    None where the words only touch on the matter: "highlighted the dangers of …" claims nothing,
    and neither does a question.
    """
    cue, text = statement.cue or "", telling or statement.text
    if _is_withheld(statement):
        return "unsure"
    if _DENIES.match(cue):
        return "asserts" if _DENIED_NOT.match(text) else "denies"
    if _DOUBTS.match(cue):
        return "unsure"
    if _CALLED.match(cue) and _FALSE.search(text):
        return "denies"
    if text.rstrip("\"'”’)] ").endswith("?") or asks(statement):
        return None
    if _UNSURE.search(text):
        return "unsure"
    answered_no = yes_or_no(statement) == "denies" or (
        telling is not None and _begins_with_no(statement)
    )
    if is_negated(text) or answered_no:
        return "denies"
    if _TOUCHES.match(cue) and not _CLAIM.match(text):
        return None
    return "asserts"


def asks(statement: StoredStatement) -> bool:
    """Whether it is told that somebody asked: "asked whether the pier should close"."""
    return bool(_ASKS.match(statement.cue or "") and _ASKED.match(statement.text))


def answers_yes_or_no(statement: StoredStatement) -> bool:
    """Whether it begins with a yes or a no to a question that can be answered so."""
    return yes_or_no(statement) is not None


def yes_or_no(statement: StoredStatement) -> Literal["asserts", "denies"] | None:
    """Which of the two an answer to such a question begins with."""
    if not _YES_OR_NO.search(statement.asked_text):
        return None
    if _NO.match(statement.text):
        return "denies"
    return "asserts" if _YES.match(statement.text) else None


def _begins_with_no(statement: StoredStatement) -> bool:
    """Whether an answer begins with a no, to whatever it was asked."""
    return bool(statement.asked_text and _NO.match(statement.text))


def denies_by_cue(statement: StoredStatement) -> bool:
    """Whether what is denied are the statement's words, and not what they negate."""
    cue = statement.cue or ""
    return bool(_DENIES.match(cue) or (_CALLED.match(cue) and _FALSE.search(statement.text)))


def is_negated(text: str) -> bool:
    """Whether words say of something that it is not so."""
    return bool(_NEGATED.search(text) or _IS_FALSE.search(text))


def gives_up(text: str, claim: str) -> bool:
    """Whether words tell that what is claimed was given up: "he has dropped his threat to sue"; and
    that is not what is claimed."""
    found = _GIVES_UP.search(text)
    return found is not None and not (found["wished"] or re.search(_GIVE_UP, claim, _FLAGS))


def _is_withheld(statement: StoredStatement) -> bool:
    """Whether the sentence says that this was not said: "neither confirmed nor denied that …"."""
    cue = statement.cue or ""
    if not _HEDGED.match(cue):
        return False
    before = statement.spans[0].start - statement.sentence.start
    sentence = statement.sentence_text
    at = sentence.rfind(cue, 0, before) if before > 0 else sentence.find(cue)
    return at > 0 and bool(_WITHHELD.search(sentence[:at]))
