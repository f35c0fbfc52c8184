"""What somebody said on an occasion that documents are titled by: "at the summit", "in his
interview with the Courier"."""

import re
from collections.abc import Callable, Set
from dataclasses import replace

from qa import dates, relevance
from qa.dates import months
from qa.ellipsis import any_day
from qa.intents.case import Case
from qa.replies import Reply
from qa.terms import stems, terms

_MOST = 3  # places of a question where its occasion may begin
_WHICH = r"(?:(?:the|this|that|an?|his|her|its|their) )?"
_ON = re.compile(
    rf"\b(?P<at>at|during|in) {_WHICH}(?=(?P<occasion>[^,?]+?)[?.! ]*$)", re.IGNORECASE
)
# What is surely an occasion, and no place that something is said about: "parking at the hospital"
_KIND = re.compile(
    r"\b(?:address|briefing|ceremony|conference|congress|convention|debate|dinner|event|forum|funeral"
    r"|hearing|inquest|inquiry|interview|launch|lecture|meeting|podcast|press|rally|remarks|seminar"
    r"|session|speech|summit|symposium|talk|testimony|trial|workshop)\b",
    re.IGNORECASE,
)


def answer(case: Case, asked: Callable[[Case], Reply]) -> Reply | None:
    """The same question to those of its speakers' documents whose titles have all words of the
    occasion that it ends with; None where there are none, where it may be the place of a matter
    that is asked about, or where nothing in them answers what may be asked of more than an occasion
    ("in the storm")."""
    query = case.query
    if query.intent != "statements" or not query.speakers or query.whether:
        return None
    text = query.text.rstrip("?!. ")
    text = dates.take(text, any_day)[0] if query.period else text
    occasions = list(_ON.finditer(text))
    if not occasions:
        return None
    tally = case.snapshot.tally(case.by_speakers)
    titles = {each.document.id: stems(each.document.title) for each in tally}
    for found in occasions[-_MOST:]:
        occasion = found["occasion"]
        wanted = stems(occasion)
        documents = {id for id, title in titles.items() if wanted <= title}
        if terms(occasion) and documents and not months(occasion):
            cut = rf"(?:^|\s+)(?:{found['at']} )?{_WHICH}{re.escape(occasion)}$"
            topic = re.sub(cut, "", query.topic, flags=re.IGNORECASE)
            if terms(topic) and not (_KIND.search(occasion) or _is_town(case, occasion, documents)):
                continue
            reply = asked(case.within(frozenset(documents), replace(query, topic=topic)))
            surely = found["at"].casefold() != "in" and not query.whom
            return reply if surely or reply.refusal is None else None
    return None


def _is_town(case: Case, occasion: str, documents: Set[str]) -> bool:
    """Whether a place with a name is where it was said, and not where a matter is, of which there
    would be something in other documents: "jobs in Harlow"."""
    told = (c for c in case.on_topic(case.by_speakers) if c.coverage >= relevance.ALL_THE_WORDS)
    return occasion[:1].isupper() and {c.row.document_id for c in told} <= documents
