"""A question that is no more than a name for another thing or time → the whole question."""

import re
from datetime import date

from index.dates import WEEKDAY
from qa import dates
from qa.verbs import AUXILIARY, NOUNS, QUESTION_WORD

_AND = r"(?:(?:and|but|or|what about|how about)[, ]+)*"
# "And the tenants?", behind "Who is the landlord?" or "When was the treaty signed?"
_ONE = r"(?:the|an?|his|her|its|their|your|our) [^\W\d][\w’'-]*"
_AND_ANOTHER = re.compile(
    rf"^(?:and |but )?(?:(?:what|how) about |and |but )?(?P<what>{_ONE}(?: [^\W\d][\w’'-]*)?)$",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(r" ones?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:ed|en|wn|lt|ld|aid|ade|ent|ght|one|un|ut)$", re.IGNORECASE)
_OF_ONE = re.compile(
    r"^(?P<head>(?:who|what|when|where|why|how(?: much| many| old| long| big| far| high)?|which) "
    rf"(?:is|are|was|were|did|does|do|has|have|will|can)) {_ONE}(?P<rest>| \w+(?: \w+)?)$",
    re.IGNORECASE,
)
# "And in 2022?", "only from March", "what about Austin last year?"
_ANOTHER_TIME = re.compile(
    r"^(?:(?:and|but|or|ok(?:ay)?|so|now|then|also|what about|how about|only|just"
    r"|(?:limit|narrow|restrict) (?:it|that|this|them) (?:down )?to)[, ]+)*"
    rf"(?:(?:is|are) there )?(?:(?:any|all|the|those) )*(?:(?:{NOUNS}|ones|anything|something) )?",
    re.IGNORECASE,
)
# "And on Sundays?", "what about winter?"
_EVERY = (
    rf"(?:{WEEKDAY}s?|week ?days?|week ?ends?|(?:bank |public |school )?holidays?|christmas|easter"
    r"|spring|summer|autumn|winter)"
)
_AT_OTHER = re.compile(
    rf"^{_AND}(?P<at>(?:(?:on|at|in|during) )?(?:the )?{_EVERY})$", re.IGNORECASE
)
_AT_ONE = re.compile(rf" (?:on|at|in|during) (?:the )?{_EVERY}(?=$| )", re.IGNORECASE)
OPENS = re.compile(rf"^(?:{QUESTION_WORD}|{AUXILIARY})\b", re.IGNORECASE)
# "And for children?", "what about students?"
_WHOM = (
    r"(?:adults|babies|boys|children|couples|families|girls|groups|infants|kids|locals|members"
    r"|non-?members|old(?:er)? people|parents|pensioners|pupils|residents|schools|senior citizens"
    r"|seniors|students|teenagers|toddlers|tourists|under[- ]\w+s|visitors|young(?:er)? people"
    r"|(?:the )?(?:disabled|elderly|unemployed|young))"
)
_FOR_OTHERS = re.compile(rf"^{_AND}(?P<for>for )?(?P<whom>{_WHOM})$", re.IGNORECASE)
_FOR_ONES = re.compile(rf" for {_WHOM}(?=$| )", re.IGNORECASE)
_OF_PRICE = re.compile(
    r"\bhow (?:much|expensive)\b|\b(?:admission|charges?|costs?|entry|fares?|fees?|pay|prices?"
    r"|tickets?)\b",
    re.IGNORECASE,
)
# "When is the lighthouse open in winter?", of the lighthouse
_ABOUT_ONE = re.compile(
    r"^(?:what|when|where|why|how(?: \w+)?|which \w+) (?:is|are|was|were)"
    r" (?P<what>(?:the|his|her|its|their|your|our) (?:[^\W\d][\w’'-]* ){0,2}?[^\W\d][\w’'-]*)"
    r"(?:$| (?:open|closed|free|available|located|shut|at|by|during|for|from|in|near|on|to|with"
    r"|\w+ed)\b.*$)",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"^(?P<head>(?:and |but )?(?:how (?:much|old|big|far|long|high|expensive) (?:is|was)"
    r"|(?:what|how much) (?:does|did|do)|where is|what is)) (?:it|this|that)(?P<rest>| cost)$",
    re.IGNORECASE,
)
# "And the first one?", "what about her last one?"
_ORDER = (
    r"(?:first|second|third|fourth|fifth|last|next|latest|newest|oldest|biggest|largest|smallest|best"
    r"|worst|new|old|present|current|previous|former)"
)
_OTHER_ONE = re.compile(
    rf"^{_AND}(?:the|his|her|its|their) (?P<which>{_ORDER}) one$", re.IGNORECASE
)
_WHICH = re.compile(rf"\b{_ORDER}\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:the|his|her|its|their) (?=[a-z])", re.IGNORECASE)
_ONWARD = re.compile(r" (?:on|onwards?|to|until|till)\b", re.IGNORECASE)
_ANY_DAY = date(2000, 1, 1)  # where the words that name a time are wanted, and not the days
_MOST_BESIDE = 4  # words beside the time


def any_day() -> date:
    """For ``dates``, where it does not matter what "last year" is counted from."""
    return _ANY_DAY


def at_another_time(question: str, before: str) -> tuple[str, str, str] | None:
    """ "What did Lind say about it?" – "and Voss in 2022?": the question before, of that time,
    what else this one has ("Voss"), and the time. None where it names none, or is a whole
    question."""
    plain = question.rstrip("?!. ")
    rest = _ANOTHER_TIME.sub("", plain, count=1)
    found = dates.find(rest, any_day)
    if found is None:
        rest = f"in {rest}"  # "2022?", "and March?"
        found = dates.find(rest, any_day)
    if found is None or found.end < len(rest):
        return None
    when, beside = rest[found.start :], rest[: found.start].strip(" ,")
    if not _ONWARD.search(when):
        when = re.sub(r"^from ", "in ", when)  # "only from 2022"
    if OPENS.match(beside) or len(beside.split()) > _MOST_BESIDE:
        return None
    earlier = before.rstrip("?!. ")
    of_before = dates.find(earlier, any_day)
    if of_before is None:
        return f"{earlier} {when}", beside, when
    return f"{earlier[: of_before.start]}{when}{earlier[of_before.end :]}", beside, when


def at_recurring_time(question: str, before: str) -> str | None:
    """ "When is it open on Sundays?" – "and in winter?" asks the same of another time that comes
    again; None where it names none, or the question before names several or is none."""
    other = _AT_OTHER.match(question.rstrip("?!. "))
    earlier = before.rstrip("?!. ")
    if other is None or not OPENS.match(earlier):
        return None
    at = other["at"] if " " in other["at"] else f"in {other['at']}"
    rest, found = _AT_ONE.subn("", earlier)
    return f"{rest} {at}?" if found <= 1 else None


def for_others(question: str, before: str) -> str | None:
    """ "How much is the ticket?" – "and for children?" asks the same for others; None where it
    names no such people, or, without "for", where no price was asked for."""
    other = _FOR_OTHERS.match(question.rstrip("?!. "))
    earlier = before.rstrip("?!. ")
    if other is None or not OPENS.match(earlier):
        return None
    if not (other["for"] or _OF_PRICE.search(earlier)):
        return None
    return f"{_FOR_ONES.sub('', earlier)} for {other['whom']}?"


def of_it(question: str, before: str) -> str | None:
    """ "When is the lighthouse open?" – "how much is it?" asks of the lighthouse; None where it has
    matter of its own, or the question before was not of one thing."""
    it = _OF_IT.match(question.rstrip("?!. "))
    one = _ABOUT_ONE.match(before.rstrip("?!. ")) if it else None
    return f"{it['head']} {one['what']}{it['rest']}?" if it and one else None


def of_another(question: str, before: str) -> str | None:
    """ "Who is the landlord?" – "and the tenants?" asks the same of another.

    None where it is no such question, or what was asked before cannot be asked of another."""
    other = _AND_ANOTHER.match(question.rstrip("?!. "))
    asked = _OF_ONE.match(before.rstrip("?!. "))
    if not (other and asked):
        return None
    head, rest = asked["head"], asked["rest"]
    if _is_of_name(head, rest):
        rest = ""
    what = other["what"]
    if len(rest.split()) > 1:
        what = _ONE_OF_THEM.sub("", what)  # "What does the orange lamp mean?" – "the red one?"
    several = what.endswith("s") and not what.endswith(("ss", "us", "is"))
    if several and not rest:
        head = re.sub(r"\b(is|was)$", lambda m: "are" if m[0] == "is" else "were", head)
    return f"{head[:1].upper()}{head[1:]} {what}{rest}?"


def of_other_one(question: str, before: str) -> str | None:
    """ "What was her first boat?" – "and the last one?", "how many copies did the album sell?" –
    "and the first one?": the same of that one. None where it asks for none, or it is not plain of
    which thing the question before is."""
    one = _OTHER_ONE.match(question.rstrip("?!. "))
    if one is None:
        return None
    asked = before.rstrip("?!. ")
    which, among = one["which"], len(_WHICH.findall(asked))
    if among == 1:
        return f"{_WHICH.sub(which, asked)}?"
    plain = not among and len(_THING.findall(asked)) == 1
    return f"{_THING.sub(lambda the: f'{the[0]}{which} ', asked)}?" if plain else None


def _is_of_name(head: str, rest: str) -> bool:
    """Whether the last word of a question is still what is asked about: "When is the board
    meeting?", "Who is the finance director?", and not "When was the treaty signed?"."""
    of_be = head.split()[-1].casefold() in ("is", "are", "was", "were")
    done = _PARTICIPLE.search(rest) is not None and not head.casefold().startswith("who")
    return of_be and len(rest.split()) == 1 and not done
