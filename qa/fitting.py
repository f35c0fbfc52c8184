"""Whether words that a document tells can be what is wanted, and are its own to tell."""

import re
from operator import itemgetter

from index.dates import MONTH, WEEKDAY, YEAR
from index.documents import Document, Span
from qa.dates import names_one, without_one
from qa.question import Query, Wanted
from qa.rows import line_of
from qa.terms import stem, stems, terms
from qa.verbs import AUXILIARY

UP_TO_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
# "Lanz, 58,", "58-year-old", "aged 58", "58 years old"
AGE = re.compile(
    r"(?<=, )\d{1,3}(?=[,.])|\b\d{1,3}(?=-year-old)|(?<=aged )\d{1,3}\b|\b\d{1,3} years old\b"
)
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][”’\"')]*(?=\s)|$)", re.MULTILINE)
CLOSING = " *_\"'”’)"
_WHO_DID = re.compile(
    r"who (?:has |have |had )?(?:\w+ly )?"
    rf"(?!(?:{AUXILIARY})\b)(\w+)",
    re.IGNORECASE,
)
_I_DID = re.compile(  # and no Charles I
    r"(?P<name>\b[A-Z][a-z]+ )?\b(?:I|we|We)(?: have| had|['’]ve)?(?: \w+ly)? (?P<deed>\w+)"
)
_QUANTITY = re.compile(
    r"\d|\b(?:a|all|an|another|both|couple|double|dozens?|each|every|few|fewer|free|half|halves|hundreds?"
    r"|less|lots?|majority|many|millions|billions|trillions|minority|more|most|much|no|nobody|none"
    r"|nothing|once|several|single|some|thousands?|triple|twice|zero|quarters?|thirds?|fifths?|tenths?"
    rf"|{UP_TO_TWELVE}|\w+teen|{_TENS}(?:-\w+)?)\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:earlier|previous|original) version of (?:this|the|our)"
    r" (?:article|column|item|page|piece|post|report|story|text)\b|"
    r"\bcorrect(?:ion|ed)\b[^.]{0,40}\b(?:earlier|previous|original) version"
    r" (?:gave|had|said|stated)\b|"
    r"\bthis (?:article|story|report) (?:earlier|previously|originally|initially) "
    r"(?:mis)?(?:said|stated|reported|gave|identified)\b",
    re.IGNORECASE,
)
# What a fact check checks, which it does not say itself
_CHECKED = re.compile(
    r"\W*(?:(?:the|viral) )?(?:claim|myth|rumou?r)(?: \d+)?\W{0,3}:", re.IGNORECASE
)
_CHECKS = re.compile(
    r"^[^\w\n]*(?:(?:our|the) )?(?:fact|rating|ruling|verdict)\W{0,3}:|\bfact[- ]check",
    re.IGNORECASE | re.MULTILINE,
)
_LASTS = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?"
    r"|centur(?:y|ies)|until|till|since|from|to|between|ever)\b|\b\d{4}\s*[-–—]\s*\d{2,4}\b(?![-–])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\W*(?:(?:and|at|in|on) )*(?:what|which) (?:exact )?(?:date|day|year)\b", re.IGNORECASE
)
_WHICH_YEAR = re.compile(r"\W*(?:(?:and|in) )*(?:what|which) year\b", re.IGNORECASE)
_VERSION = re.compile(r"(?:v|version )?\d{1,2}(?:\.\d+)*\W*", re.IGNORECASE)  # "1.56", and no year
_AGO = re.compile(r"\b(?:days?|weeks?|months?|years?|decades?) ago\b", re.IGNORECASE)
_SOME_DATE = re.compile(rf"\b{MONTH}(?!\w)|\b{YEAR}\b", re.IGNORECASE)
_EVERY = re.compile(r"\bon (?P<day>[a-z]+day)s\b", re.IGNORECASE)  # "When is it open on Sundays?"
_WEEKDAYS = re.compile(rf"\b{WEEKDAY}(?=s?\b)", re.IGNORECASE)
_IN_YEAR = re.compile(rf"\bin (?P<year>{YEAR})\W*$")  # "When was it opened in 2025?"
_SOME_YEAR = re.compile(rf"\b{YEAR}\b")
_BORN = re.compile(r"\W*(?:and )?when (?:was|were|is) .*\bborn\W*$", re.IGNORECASE)
_BIRTH = re.compile(r"\b(?:born|birth\w*|b\.|née?|nativity)(?!\w)|\(.*\d{4}.*\)", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|commenc\w+|effective|effect|enter\w* into force|founded|launch\w*|open\w*"
    r"|since|start\w*)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:ceas\w+|clos\w+|conclu\w+|deadline|end\w*|expir\w+|finish\w*|laps\w+"
    r"|runs? out|ran out|stop\w*|terminat\w+|through|till|until|up to)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\b(?:from|between)\b.*\b(?:and|to)\b|\d\s?[-–—]\s?\d", re.IGNORECASE | re.DOTALL
)
_WHEN = r"\W*(?:and )?(?:when|(?:on |in )?(?:what|which) (?:date|day|month|year))\b.* "
_WHEN_ENDS = re.compile(
    rf"{_WHEN}(?:cease|conclude|end|expire|finish|lapse|run out|stop|terminate)(?:d|ed|s)?\W*$",
    re.IGNORECASE,
)
_WHEN_BEGINS = re.compile(
    rf"{_WHEN}(?:begin|commence|start|take effect|(?:come|enter) into force)(?:s|ed)?\W*$",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\W*(?:(?:and|for) )*how long\b", re.IGNORECASE)
# What only a time answers, and how far a thing reaches
_HOW_LONG_ON = re.compile(
    r"\W*(?:(?:and|for) )*how long .*\b(?:keep|last|live|remain|stay|survive|take|wait)\b",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"\d\s?(?:mm|cm|m|km|ft|feet|foot|inch(?:es)?|yards?|miles?|(?:[cdk]|milli|centi|kilo)?met(?:er|re)s?)\b"
)
_TIMELY = re.compile(
    r"\d|\b(?:after|ag(?:e|o)|always|autumn|before|between|birthday|childhood|christmas|daily"
    r"|dawn|day|days|decades?|during|dusk|early|easter|end|eve|evening|ever|every|fall|first|following"
    r"|hours?|immediately|just|last|lat(?:e|er|est)|midday|midnight|minutes?|moments?|months?"
    r"|mornings?|never|next|nights?|noon|now|often|once|over|past|recently|season|since|soon|spring"
    r"|start|summer|then|times?|today|tomorrow|tonight|under|until|upon|war|weekends?|weeks?|when"
    rf"|whenever|while|winter|years?|yesterday|{UP_TO_TWELVE}|\w+teen(?:th)?|{_TENS})\b"
    r"|^\W*(?:(?:\w+ )?(?:as|at|by|in|on)|with)\b",  # which lead anything within other words
    re.IGNORECASE,
)
# What may tell how long a thing takes or is: any words but a mere name
_LONG = re.compile(
    rf"{_TIMELY.pattern}|{_QUANTITY.pattern}|{_LASTS.pattern}"
    r"|\b(?:briefly|forever|indefinitely|permanently)\b|\b(?!the\b)(?-i:[a-z]{3,})\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(  # "Ford's", "the Ford Motor Company", "the last Ford", and no Ford himself
    r"\b(\w+)['’]s?\b|\b([A-Z]\w+)(?= [A-Z])|\b(?:an?|last|first|next|only|other) ([A-Z]\w+)"
)
# No day and no year: "250,000 crowns", "$40", "12 percent", "3 million", but "10,000 BC"
_SUM = re.compile(
    r"[£$€¥]\s?\d[\d,.]*|\b\d{1,3}(?:,\d{3})+\b(?! ?(?:B\.?C|A\.?D)\b)"
    r"|\b\d[\d,.]*\s?(?:%|(?:per ?cent|[mbtr]+illion)\b)",
    re.IGNORECASE,
)
_IN_CURRENCY = re.compile(
    rf"[£$€¥]\s?\d|(?:\d[\d,.]*|{UP_TO_TWELVE})\s?(?:(?:[mbtr]+illion|m|bn)\s)?"
    r"(?:cents|crowns|dollars|euros?|francs|pence|pesos|pounds|roubles|rupees|yen|yuan)\b",
    re.IGNORECASE,
)
# "How much is parking?", and no "how much is left in the tank?"
_HOW_MUCH_IS = re.compile(
    r"\W*(?:(?:and|so) )*how much (?:is|are|was|were)\b(?! (?:in|left|of|there)\b)", re.IGNORECASE
)
_COUNT = re.compile(r"\d[\d,]* (?P<noun>[a-z]+s)\b")
_MANY = re.compile(r"\bhow many (?P<noun>[\w'’-]+)", re.IGNORECASE)
_CAME = re.compile(
    r"who (?:all )?(?:attended|came|(?:was|were) (?:at|in attendance|present))\b", re.IGNORECASE
)
_AS = re.compile(r"\bas (?:an? |the )?$", re.IGNORECASE)
_WHO_ELSE = re.compile(r"\bwho(?:m|se)? else\b", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:absent|apologies|regrets):", re.IGNORECASE)
_SEVERAL = re.compile(r",| (?:and|&) ")
_PUBLICATION = re.compile(
    r"\b(?:appear|date[ds]?\b|issu|print|publish|post|releas|report|sent|sign|writ|wrote)",
    re.IGNORECASE,
)
# What stands beside a document's own day, and what the head says of one that is about that day
_DAY = re.compile(rf"\b(?:{MONTH}|{WEEKDAY}|by|posted|published|updated)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:agenda|ceremony|concert|conference|exhibition|festival|hearing|invitation|lecture|meeting"
    r"|minutes|opening|performance|programme|schedule|session|sitting|workshop)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\W*(?P<time>\d{1,2}[.:]\d\d(?: ?[ap]\.?m\b\.?)?)\s")
# What a line of a program ends with, and has within
_PROGRAM = re.compile(r"\A(?=.*(?:[{}=]|::|\w\((?!s\)))).*[;{},]\s*\Z", re.DOTALL)
_HEAD = 200  # characters
_DATELINE = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}(?:,[^.!?—–]{1,40})? (?:—|–|--) ")
_BESIDE = 4  # words: a place, or who writes
_LONGEST_LINE = 120  # characters of a line that is no prose


def may_be(query: Query, words: str, asked: set[str], around: str = "") -> bool:
    """Whether words can be what is wanted, of what is ``asked`` (stems): how many and how old no
    name, and why no day."""
    match query.wanted:
        case "number":
            return _has_quantity(words) and not _is_sum(words, around, query.text)
        case "money" | "percent":
            return _has_quantity(words)
        case "age":
            return _has_quantity(without_one(words))
        case "time":
            return _may_be_time(query.text, words)
        case "duration":
            return _may_last(query.text, words, around)
        case "reason":
            return not names_one(words) or bool(terms(without_one(words)))
        case "person":
            return _may_be_person(query.text, words, asked, around)
        case _:
            return True


def _has_quantity(words: str) -> bool:
    return _QUANTITY.search(words) is not None


def _may_be_time(question: str, words: str) -> bool:
    """Whether words can tell when something was: not on another day or in another year than is
    asked, nor by a mere thing or sum."""
    if (every := _EVERY.search(question)) and _is_another_day(every["day"], words):
        return False
    of_year = _IN_YEAR.search(question)
    if of_year and of_year["year"] not in words and _SOME_YEAR.search(words):
        return False
    if _DATE.match(question) and _AGO.search(words) and not _SOME_DATE.search(words):
        return False
    if _WHICH_YEAR.match(question) and _VERSION.fullmatch(words):
        return False
    return _TIMELY.search(_SUM.sub(" ", words)) is not None or names_one(words)


def _may_last(question: str, words: str, around: str) -> bool:
    """Whether words can tell how long something took: no day or year does, unless one stands
    ``around`` it from which or to which it lasted."""
    if _HOW_LONG.match(question) and not _LONG.search(words):
        return False
    if _HOW_LONG_ON.match(question) and _REACH.search(words):
        return False
    return not names_one(words) or _LASTS.search(around or words) is not None


def _may_be_person(question: str, words: str, asked: set[str], around: str) -> bool:
    """Whether words can be who did it: nobody whom the question names, unless by what is called
    after him or for his kin, nor "he", nor in what capacity ("as senator"). Who else did it has a
    name, and who came is nobody who was absent."""
    if _CAME.match(question) and _AWAY.search(around):
        return False
    if words == words.lower() and (
        _AS.search(around[: max(0, around.find(words))]) or _WHO_ELSE.search(question)
    ):
        return False
    name = [stem(word) for word in terms(words)]
    if asked.issuperset(name):
        return False
    whose = (found[found.lastindex or 0] for found in _OTHERS.finditer(question))
    others = {stem(word.casefold()) for word in whose}
    # "the National Lung Fund" may have funded it
    known = name[-1] in asked - others and terms(words)[-1] in terms(question)
    return _SEVERAL.search(words) is not None or not known


def aged(text: str, words: Span, asked: set[str]) -> Span:
    """The age that a passage tells in words that the reader did not point at: that of the sentence
    with most of what is ``asked`` (stems); the words themselves, where they tell one."""
    if _QUANTITY.search(text, *words):
        return words
    ages = [(sentence, age) for sentence in _SENTENCE.finditer(text)
            if (age := AGE.search(text, *sentence.span()))]  # fmt: skip
    own = [(len(asked & set(stems(sentence[0]))), age) for sentence, age in ages]
    most, age = max(own, key=itemgetter(0), default=(0, None))
    return Span(*age.span()) if age and most else words


def priced(text: str, words: Span, question: str) -> Span:
    """The sum of money that is told in the sentence of words which count something ("220 spaces"),
    where it is asked how much a thing is; the words themselves, where it is no single one."""
    counted = _COUNT.match(text, words.start)
    if not (counted and _HOW_MUCH_IS.match(question)) or words.end > counted.end():
        return words
    if stem(counted["noun"].casefold()) in stems(question):
        return words
    around = [s.span() for s in _SENTENCE.finditer(text) if s.start() <= words.start < s.end()]
    sums = [Span(*s.span()) for at in around for s in _IN_CURRENCY.finditer(text, *at)]
    return sums[0] if len(sums) == 1 else words


def _is_another_day(day: str, words: str) -> bool:
    """Whether words name a single day of the week, and not this one."""
    named = {found[0].casefold() for found in _WEEKDAYS.finditer(words)}
    return len(named) == 1 and not day.casefold().startswith(named.pop().rstrip("."))


def _is_sum(words: str, around: str, question: str) -> bool:
    """Whether words are so much money, and it is asked how many there are of something else."""
    at = max(0, around.find(words))
    sum_ = _IN_CURRENCY.match(around, at - (around[at - 1 : at] in tuple("£$€¥")))
    counted = _MANY.search(question)
    return bool(sum_ and counted and stem(counted["noun"].casefold()) not in stems(sum_[0]))


def is_disowned(sentence: str, text: str) -> bool:
    """Whether it tells what its ``text`` does not say itself, but corrects ("an earlier version of
    this article said …") or checks ("Claim: …", "Verdict: …")."""
    checked = _CHECKED.match(sentence) and _CHECKS.search(text)
    return bool(checked or _WITHDRAWN.search(sentence))


def is_closed(text: str, more: str = "") -> bool:
    """Whether a text ends as a sentence does, or with one ``more`` of these marks."""
    return text.rstrip(CLOSING).endswith((".", "!", "?", *more))


def is_program(sentence: str) -> bool:
    """Whether a sentence is of a program: "let x = 5;", "fn main() {", "Move { x: i32 },"."""
    return _PROGRAM.match(sentence) is not None


def is_of_dateline(wanted: Wanted, text: str, words: Span) -> bool:
    """Whether words stand in the place and day that a report begins with, "HARLOW, 3 May — ", and
    neither place nor time is ``wanted``. A sentence follows these, and no mere words, as behind
    what a list explains: "HMRC – the tax office"."""
    if wanted in ("place", "time"):
        return False
    line = line_of(text, words)
    found = _DATELINE.match(text, line.start)
    return found is not None and words.end <= found.end() and is_closed(text[slice(*line)])


def is_own_day(question: str, document: Document, words: Span, wanted: Wanted = "time") -> bool:
    """Whether the words are the day that a document prints as its own, in a line of its own: no
    answer to when something happened; nor, where they tell that day, to anything else."""
    day, text = document.published, document.text
    if wanted != "time" and (day is None or str(day.year) not in text[slice(*words)]):
        return False
    line = text[slice(*line_of(text, words))].strip()
    if day is None or len(line) > _LONGEST_LINE or line.endswith((".", "!", "?")):
        return False
    figures = {int(figure) for figure in re.findall(r"\d+", line)}
    beside = [word for word in terms(_DAY.sub(" ", line)) if not word.isdigit()]
    head = f"{document.title}\n{text[:_HEAD]}"
    of_event = len(beside) > _BESIDE or not stems(question).isdisjoint(map(stem, beside))
    return (
        {day.day, day.year} <= figures
        and not (of_event or _EVENT.search(head))
        and _PUBLICATION.search(question) is None
    )


def is_anothers_time(question: str, text: str, words: Span) -> bool:
    """Whether the words are, or end with, the time at the head of a line that tells something else
    than what is asked, as the sentences of a live page do ("11.58 Ashby tweets:"), and no items of
    a programme ("19.30 Doors open")."""
    whole = line_of(text, Span(words.end, words.end))
    clock = _CLOCK.match(text, *whole)
    if clock is None or clock.end("time") < words.end:
        return False
    line = text[slice(*whole)]
    if not is_closed(line, ":…"):
        return False
    asked = stems(" ".join(terms(question)))
    return 2 * len(asked & stems(line)) < len(asked)


def is_of_other_event(question: str, told: str) -> bool:
    """Whether a sentence tells no birth where it is asked when somebody was born: who married in
    1898 was not born then; or how a thing began, and not how it ended, where that is asked, and
    the other way round."""
    if _BORN.match(question):
        return _BIRTH.search(told) is None
    if _FROM_TO.search(told) or (_BEGINS.search(question) and _ENDS.search(question)):
        return False
    return bool(
        (_WHEN_ENDS.match(question) and _is_first(_BEGINS, question, told, _ENDS))
        or (_WHEN_BEGINS.match(question) and _is_first(_ENDS, question, told, _BEGINS))
    )


def _is_first(words: re.Pattern[str], question: str, told: str, others: re.Pattern[str]) -> bool:
    """Whether a sentence has one of these words, which the question lacks, in front of its first
    figure or day, and none of the others: "it is at 7 and ends at 9" tells when it begins."""
    times = [found.start() for found in (re.search(r"\d", told), _WEEKDAYS.search(told)) if found]
    low, before = question.casefold(), words.finditer(told, 0, min(times, default=len(told)))
    return any(f[0].casefold() not in low for f in before) and others.search(told) is None


def is_own_deed(question: str, told: str) -> bool:
    """Whether a sentence answers who did a thing by "I did": it is who speaks, and nobody named."""
    did = _WHO_DID.match(question)
    doing = {stem(found["deed"].casefold()) for found in _I_DID.finditer(told) if not found["name"]}
    return did is not None and stem(did[1].casefold()) in doing
