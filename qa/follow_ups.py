"""A question that goes on from the one before it → that question in full.

"And Austin?", "what about the port?", "who denied it?", "when was that?", "vice versa"."""

import re
from collections.abc import Sequence

from index.attribution.called import is_office
from index.dates import MONTH
from index.documents import Speaker
from qa import dates
from qa.bare_questions import with_matter
from qa.ellipsis import (
    OPENS,
    any_day,
    at_another_time,
    at_recurring_time,
    for_others,
    of_another,
    of_other_one,
)
from qa.names import Names
from qa.plain import without_remarks
from qa.pronouns import named, with_people
from qa.question import Query
from qa.spelling import corrected
from qa.understanding import understand
from qa.verbs import AUXILIARY, ON, SAY

_WHAT_ABOUT = re.compile(
    r"^(?P<lead>(?:(?:and|but|or|ok(?:ay)?,?|so|then)\s+)?(?:what|how) about|and|but|or|also"
    r"|ok(?:ay)?,? and|now|(?:the )?same (?:question )?(?:about|for|on)|likewise)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_BARE_ABOUT = re.compile(
    rf"^(?:and )?(?:(?:is there |was there )?anything )?(?:{ON})\s+"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:about|as to|concerning|of|on|re|regarding)\s+", re.IGNORECASE)
_MATTER = re.compile(
    r"^(?:the|an?|his|her|their|its|those|these)(?: [\w’'-]+){1,5}$", re.IGNORECASE
)
_GROUP = re.compile(r"\b(?:they|them|it)\b|\b(?:their|theirs|its)\b", re.IGNORECASE)
_AND = re.compile(r"^(?:and|but|or|so),?\s+", re.IGNORECASE)
_WHO = re.compile(r"^(?:and )?(?:who|did (?:any|some)|does (?:any|some))", re.IGNORECASE)
_THAT = re.compile(r"\b(?:that|this|it|so)\s*$", re.IGNORECASE)
_SAID_THAT = re.compile(rf"(?P<said>\b(?:{SAY}|for|with)) (?:that|this|it|so)\s*$", re.IGNORECASE)
_OF_THAT = re.compile(
    r"(?P<of>\b(?:about|on|of|to|regarding|for|with)) (?:that|this|it|them|these|those)$",
    re.IGNORECASE,
)
# "Did anyone disagree?", "who denied it?", "what do they say about it?"
OTHERS = re.compile(
    r"^(?:and |but )?(?P<lead>who|(?:did|does|do|has|have) (?:any|some)(?:one|body))(?: else)?"
    r" (?P<verb>disagree[sd]?|object(?:s|ed)?|den(?:y|ies|ied)|dispute[sd]?|doubt(?:s|ed)?"
    r"|agree[sd]?|confirm(?:s|ed)?|(?:say|says|said) (?:otherwise|the opposite|something else))"
    r"(?: (?:with )?(?P<what>it|that|this|him|her|them))?$",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"disagree|object|sa(?:y|ys|id) ", re.IGNORECASE)
_THEY_SAY = re.compile(
    r"^(?:and |but )?what (?:do|did|have) (?:they|people|(?:the )?others|everyone|everybody)"
    r" (?:all )?(?:say|said|think) (?:about|on|of|to) (?:it|that|this)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:and |but )?(?P<when>when|where|why|how often|how many times)"
    r"(?: (?:was|is) (?:that|this|it))?$",
    re.IGNORECASE,
)
_WHO_ASKED = re.compile(
    r"^(?:and )?who (?:asked|wanted to know) (?:that|this|it)\W*$", re.IGNORECASE
)
_WHO_SAYS_SO = re.compile(
    r"^(?:and )?(?:who (?:says?|said) (?:so|that|this)|says who)$", re.IGNORECASE
)
# "When did he say about the treaty", which nobody says
_SAY_ABOUT = re.compile(r"^((?:when|where|how often|how many times) .*) say about\b", re.IGNORECASE)
_WHEN_SAID = re.compile(
    r"^(?:when|where|how often|how many times) .* (?:say|speak|talk)\b", re.IGNORECASE
)
# "When did he speak?", "what did he say about prices there?"
_SPEAK = re.compile(r"^(?P<when>(?:when|where) .*) (?:speak|talk)$", re.IGNORECASE)
_THERE = re.compile(r"\bthere$", re.IGNORECASE)
_ON_OCCASION = re.compile(
    rf"\b(?:at|during|in) (?!(?i:{MONTH})\b)(?:the |an? |his |her |their )?[A-Z]"
    rf"(?:(?! (?:{ON}|that)\b).)*"
)
_SEVERAL = re.compile(r",|\b(?:and|or)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"^(?:and )?(?:(?:what|anything) else|(?:show (?:me )?|any(?:thing)? )?more|go on|continue)$",
    re.IGNORECASE,
)
_OWN = re.compile(r"['’]s?$")
_VICE_VERSA = re.compile(r"^(?:and )?(?:vice versa|the other way (?:a)?round)$", re.IGNORECASE)
# "Did she deny it was rising?"
_IT_IS = re.compile(
    r"\bit(?= (?:is|was|will|would|has|had|can|could|may|might|should)\b)", re.IGNORECASE
)
# "Compare them", "do they agree on the port?", of the two who were asked about last
_BOTH = re.compile(
    r"^(?:and )?(?:compare (?:them|the two|both)|how do (?:they|the two) (?:differ|compare)"
    r"|(?:where )?do (?:they|the two|both) (?:agree|disagree|differ))"
    r"(?: (?:about|on|over) (?P<topic>.+))?$",
    re.IGNORECASE,
)
_WHETHER_IT = re.compile(rf"^(?P<whether>{AUXILIARY}) (?:it|this|that|he|she)\b", re.IGNORECASE)
_WHO_IS = re.compile(r"^(?P<who>who (?:is|was))\b", re.IGNORECASE)
_FEW = 4  # words of a topic that can stand for "it"
_PREPOSITION = re.compile(r"(?:after|at|before|by|during|for|from|in|of|on|to|under|with) ")
_PLACED = re.compile(r"\b(?:at|by|for|from|in|near|of|on|since|to|until|with) $")
_CAPITALS = re.compile(
    r"(?<![\w’'-])[A-Z](?:\w|[.'’-](?=\w)(?!s\b))*(?: [A-Z](?:\w|[.'’-](?=\w)(?!s\b))*)*"
)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its)\b", re.IGNORECASE)


def made_whole(
    text: str,
    before: Query | None,
    told: tuple[Speaker, ...],
    names: Names,
    one: Query | None = None,
) -> str:
    """A question that goes on from another (``before``), as it is asked in full; itself where it
    doesn't. ``told`` is who an answer after that named first, ``one`` the question for another
    speaker before it.
    """
    question = without_remarks(" ".join(text.split()))
    if before and one and before.speakers and (both := _BOTH.match(question.rstrip("?!. "))):
        topic = both["topic"] or before.topic
        return sentence(f"compare {_display(one, ())} and {_display(before, ())}{_about(topic)}")
    if before is not None and question:
        moved = None if _is_somebody(question, names) else at_another_time(question, before.text)
        if moved and (_of_speech(before) or _ends_with_time(before.text)):
            earlier, beside, when = moved
            if before.who and not dates.take(earlier, any_day)[1]:  # a claim's time, or a matter's
                earlier = f"What did {_display(before, told)} say{_about(before.topic)} {when}"
            if not beside:
                return corrected(sentence(earlier), names)
            if _of_speech(before) and _is_name(beside, names):
                before, question = understand(earlier, names, any_day), f"and {beside}?"
        if _WHO_ASKED.match(question) and before.text.endswith("?") and not before.who:
            question = f"Who asked {before.text[:1].lower()}{before.text[1:]}"
        elif not before.who and (whole := with_matter(question, before.text)):
            question = whole
        elif _of_speech(before):
            question = _about_speech(question, before, told, names)
        else:
            question = (
                at_recurring_time(question, before.text)
                or for_others(question, before.text)
                or of_other_one(question, before.text)
                or of_another(question, before.text)
                or _of_another_name(question, before.text, names)
                or question
            )
    return corrected(question, names)


def _of_another_name(question: str, before: str, names: Names) -> str | None:
    """ "How many delegates has Lind?" – "and Voss?" asks the same of him; None where the question
    before names nobody, or several."""
    other = _WHAT_ABOUT.match(question.rstrip("?!. "))
    if not other or _PREPOSITION.match(other["rest"]) or not _is_name(other["rest"], names):
        return None
    named = [m.span() for m in _CAPITALS.finditer(before) if m.start()]
    if any(_PLACED.search(before, 0, start) for start, _ in named):
        return None  # "in Harlow", "in May"
    if len(named) != 1:
        return None
    ((start, end),) = named
    name = _OWN.sub("", other["rest"]) if before[end : end + 1] in ("'", "’") else other["rest"]
    return f"{before[:start]}{name}{before[end:]}"


def _ends_with_time(question: str) -> bool:
    """Whether a fact is asked of a time that another can take the place of."""
    plain = question.rstrip("?!. ")
    found = dates.find(plain, any_day)
    return found is not None and found.end == len(plain)


def _is_somebody(question: str, names: Names) -> bool:
    """ "And May?", where somebody is called so."""
    plain = question.rstrip("?!. ")
    found = _WHAT_ABOUT.match(plain)
    return bool(names.resolve(found["rest"] if found else plain))


def _of_speech(query: Query) -> bool:
    """Whether a question asks who said what, so that the next one can be put into such words."""
    return bool(query.who) or query.intent != "fact"


def _about_speech(question: str, before: Query, told: tuple[Speaker, ...], names: Names) -> str:
    plain = question.rstrip("?!. ")
    found = _WHEN.match(plain)
    settled = before.claimed and before.intent == "positions"
    if settled and _WHO_SAYS_SO.match(plain):
        return before.text  # who says that it is so, or that it is not
    if found and settled:
        return f"{found['when'].capitalize()} {before.text[:1].lower()}{before.text[1:]}"
    if found and found["when"] != "why" and before.who and before.intent == "statements":
        speak = _speak(before) if before.topic else " say"
        return f"{found['when'].capitalize()} did {_display(before, told)}{speak}{_when(before)}?"
    if _ELSE.match(plain) and before.who:
        return f"What else did {_display(before, told)} say{_about(before.topic)}{_when(before)}?"
    if _VICE_VERSA.match(plain) and before.who and names.resolve(before.topic):
        return f"What did {before.topic} say about {_display(before, told)}{_when(before)}?"
    if (found := _WHAT_ABOUT.match(plain)) and not OPENS.match(found["rest"]):
        return _about_another(found["rest"], before, told, names) or question
    if found := _BARE_ABOUT.match(plain):
        return _on_topic(found["rest"], before, told) or question
    if question.endswith("?") and before.who and _MATTER.match(plain):
        if names.clear(_OWN.sub("", plain)):
            return _about_another(plain, before, told, names) or question  # "the mayor's?"
        return _on_topic(plain, before, told) or question  # "the ferry?"
    rewritten = _with_names(plain, before, told, names)
    if rewritten == plain and not OPENS.match(plain) and _is_name(plain, names) and before.who:
        return _about_another(plain, before, told, names) or question
    return question if rewritten == plain else sentence(_AND.sub("", rewritten))


def _about_another(rest: str, before: Query, told: tuple[Speaker, ...], names: Names) -> str | None:
    """ "and Austin?" asks the same of another speaker, "what about the training?" of the same."""
    who_is = _WHO_IS.match(before.text) if before.intent == "fact" else None
    if who_is and (_is_name(rest, names) or is_office(rest.split(" of ")[0].split()[-1])):
        return sentence(f"{who_is['who']} {rest}")
    by = re.sub(r"^(?:by|from|according to)\s+", "", rest, flags=re.IGNORECASE)
    if names.resolve(owner := _OWN.sub("", by)):  # "and Austin's?"
        by = owner
    if not _is_name(by, names):
        return _on_topic(_ABOUT.sub("", rest), before, told)
    plain = before.text.rstrip("?!. ")
    if before.intent == "positions" and not (before.who or names.resolve(by)):
        if found := _WHETHER_IT.match(plain):  # "is it expensive?" – "and the Blue Anchor?"
            return sentence(f"{found['whether']} {by}{plain[found.end() :]}")
        other = _of_another_name(f"and {by}", plain, names)
        return sentence(other) if other else None
    if before.whom and _is_body(before.whom, names) and _is_body(by, names):
        return sentence(plain.replace(before.whom, by, 1))  # "what did Lind tell the Post?"
    if before.who and before.topic[:1].isupper() and not names.resolve(by):
        return _on_topic(by, before, told)  # "did Kirby mention China?" – "what about Japan?"
    if before.claimed and _are_people(before.subject) and _are_people(names.resolve(by)):
        meant = {s.id for s in before.subject}
        # Whom a surname is surely of may go by another name than is found in a longer text
        if called := next((n for n in names.find(plain) if n.ids & meant), None):
            return sentence(plain[: called.start] + by + plain[called.end :])
    if before.who and before.who.casefold() != plain.casefold():
        at = plain.casefold().find(before.who.casefold())
        if at >= 0:
            return sentence(plain[:at] + by + plain[at + len(before.who) :])
    return f"What did {by} say{_about(before.topic)}{_when(before)}?"


def _on_topic(topic: str, before: Query, told: tuple[Speaker, ...]) -> str | None:
    """The same speaker on another topic, of the same time; None where no speaker was asked for or
    answered."""
    who = _display(before, told)
    about = "" if re.match(r"(?:to|in|at|after|before|during) ", topic) else "about "
    return f"What did {who} say {about}{topic}{_when(before)}?" if who else None


def _with_names(plain: str, before: Query, told: tuple[Speaker, ...], names: Names) -> str:
    """Pronouns replaced: he and she by the speaker before, a closing "that" by the topic."""
    if others := _of_others(plain, before, told):
        return others
    if before.topic and _WHO.match(plain) and understand(plain, names).intent == "speaker":
        return _THAT.sub(lambda _: before.topic, with_people(plain, before, told, names))
    speaker = speaker_of(before, told)
    if names.find(plain):
        changed = _where(with_people(plain, before, told, names), before)
        topic = before.topic
        if topic and before.claimed:
            changed = _SAID_THAT.sub(lambda m: f"{m['said']} that {topic}", changed)
        return _OF_THAT.sub(lambda m: f"{m['of']} {topic}", changed) if topic else changed
    if speaker is None:
        return plain
    if speaker.kind == "person":
        changed = with_people(plain, before, told, names)
    elif before.speakers:  # who was only told of is not whom "they" and "it" must mean
        singular = re.sub(r"\bdo (?=they\b)", "does ", plain, flags=re.IGNORECASE)
        singular = re.sub(r"\bhave (?=they\b)", "has ", singular, flags=re.IGNORECASE)
        changed = _GROUP.sub(lambda m: named(m[0], speaker.name), singular, count=1)
    else:
        return plain
    if before.topic and changed != plain:
        if not before.claimed and len(before.topic.split()) <= _FEW:
            changed = _IT_IS.sub(lambda _: before.topic, changed, count=1)
        changed = _OF_THAT.sub(lambda m: f"{m['of']} {before.topic}", changed)
        what = "that" if before.claimed else "about"
        changed = _SAID_THAT.sub(lambda m: f"{m['said']} {what} {before.topic}", changed)
        changed = _SAY_ABOUT.sub(r"\1 speak about", changed)
        changed = _SPEAK.sub(lambda m: f"{m['when']}{_speak(before)}", changed)
        changed = _where(changed, before)
    if changed != plain and _WHEN_SAID.match(changed) and not dates.find(changed, any_day):
        changed += _when(before)
    return changed


def _where(plain: str, before: Query) -> str:
    """ "What did he say of prices there?", with the place or occasion of the question before."""
    place = _ON_OCCASION.search(before.text.rstrip("?!. "))
    return _THERE.sub(lambda _: place[0], plain) if place else plain


def _are_people(speakers: Sequence[Speaker]) -> bool:
    return bool(speakers) and all(speaker.kind == "person" for speaker in speakers)


def _is_body(name: str, names: Names) -> bool:
    found = names.resolve(name)
    return bool(found) and all(speaker.kind == "organisation" for speaker in found)


def _of_others(plain: str, before: Query, told: tuple[Speaker, ...]) -> str | None:
    """Who says otherwise, and what they all say, of the claim or the speaker before."""
    speaker = speaker_of(before, told)
    if _THEY_SAY.match(plain) and before.topic and (not speaker or speaker.kind == "person"):
        if before.claimed and before.intent == "positions":
            return before.text.rstrip("?!. ")
        return f"what do they say about {'whether ' * before.claimed}{before.topic}"
    found = OTHERS.match(plain)
    if not found:
        return None
    opposed = _OPPOSED.match(found["verb"])
    lead = f"{found['lead']} {'disagreed' if found['lead'].casefold() == 'who' else 'disagree'}"
    of_person = (found["what"] or "").casefold() in ("him", "her", "them")
    if opposed and before.claimed and before.topic and not of_person:
        if before.cue == "denies":  # who disagrees with a denial says that it is so
            return f"who said that {before.topic}"
        return f"{lead} that {before.topic}"
    if opposed and speaker and (of_person or before.who):
        return f"{lead} with {speaker.name}{_about(before.topic)}"
    if not before.topic or of_person:
        return None
    lead = lead if opposed else f"{found['lead']} {found['verb']}"
    return f"{lead} that {before.topic}"


def speaker_of(before: Query, told: tuple[Speaker, ...]) -> Speaker | None:
    one = before.several and not _SEVERAL.search(before.who)  # who goes by several names
    if len(before.speakers) == 1 or one:
        return before.speakers[0]
    return told[0] if told else None


def _display(before: Query, told: tuple[Speaker, ...]) -> str:
    if before.who and not before.several:
        speaker = speaker_of(before, told)
        return speaker.name if speaker else before.who
    return before.who or (told[0].name if told and before.intent == "speaker" else "")


def _when(before: Query) -> str:
    """The words of a question for when it was said: " in 2022"; nothing where it has none."""
    found = dates.find(before.text, any_day) if before.period else None
    return f" {before.text[found.start : found.end]}" if found else ""


def _about(topic: str) -> str:
    return f" about {topic}" if topic else ""


def _speak(before: Query) -> str:
    """Speaking of the matter, or on the occasion, that was asked about, or saying what was claimed:
    " speak at the summit"."""
    if _ON_OCCASION.match(before.topic):
        return f" speak {before.topic}"
    return f" say that {before.topic}" if before.claimed else f" speak{_about(before.topic)}"


def _is_name(text: str, names: Names) -> bool:
    """Whether the words are somebody's name: an indexed one, or capitals without an article."""
    plain = text.strip("?!. ")
    if names.resolve(plain):
        return True
    parts = re.split(r"\s+and\s+|\s*,\s*", plain)
    if len(parts) > 1:
        return all(_is_name(p, names) for p in parts if p)
    words = plain.split()
    capital = all(w[:1].isupper() for w in words) and not any(c.isdigit() for c in plain)
    return 0 < len(words) <= 4 and capital and not _ARTICLE.match(plain)


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "?"
