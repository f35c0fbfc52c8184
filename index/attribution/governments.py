"""Countries by their names, demonyms, capitals and palaces: who is meant by "Pyongyang"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_BODY = re.compile(
    r"^(?P<whose>.+?)(?:['’]s)? (?:government|authorities|administration|regime|leadership)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Government:
    """A country's government and what it is called in the news."""

    country: str
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every form that stands for it: "North Korean government", "North Korea", "Pyongyang"."""
        return (
            *(f"{d} government" for d in self.demonyms),
            *(f"government of {self.country}",),
            self.country,
            *self.seats,
        )


def government(name: str) -> Government | None:
    """Whose government a name stands for: a country, a capital, a palace, "the … government"."""
    plain = _plain(name)
    by_name, by_demonym = _tables()
    if found := by_name.get(plain):
        return found
    if body := _BODY.match(plain):
        whose = body["whose"]
        return by_demonym.get(whose) or by_name.get(whose)
    if plain.startswith(("government of ", "authorities in ")):
        return by_name.get(_plain(plain.partition(" of ")[2] or plain.partition(" in ")[2]))
    return None


def country_of(demonym: str) -> Government | None:
    """North Korean → the government of North Korea; names of countries do as well."""
    by_name, by_demonym = _tables()
    return by_demonym.get(_plain(demonym)) or by_name.get(_plain(demonym))


@lru_cache(maxsize=4096)
def by_country(text: str) -> str:
    """A text with countries in the place of their demonyms: "the Finnish President" is "the Finland
    President"."""
    return _demonyms().sub(lambda found: _tables()[1][_plain(found[0])].country, text)


@cache
def peoples() -> Mapping[str, tuple[str, ...]]:
    """The demonyms, of one word and in lower case, of countries whose names are one word, and of
    the United Kingdom: finland → finnish."""
    every = {found.country.casefold(): found.demonyms for found in _tables()[1].values()}
    return {
        country: tuple(each.casefold() for each in demonyms if each.isalpha())
        for country, demonyms in every.items()
        if country.isalpha() or country == "united kingdom"
    }


@cache
def _demonyms() -> re.Pattern[str]:
    """What by_country replaces: the longest first, and "us" only in capitals."""
    known = sorted(_tables()[1], key=lambda demonym: (-len(demonym), demonym))
    spelt = (re.escape(demonym) for demonym in known if demonym not in ("us", "u.s."))
    return re.compile(rf"\b(?:(?ai:{'|'.join(spelt)})(?!\w)|US\b|U\.S\.)")


def _plain(name: str) -> str:
    return re.sub(r"^the ", "", name.replace("’", "'").strip().casefold())


@cache
def _tables() -> tuple[Mapping[str, Government], Mapping[str, Government]]:
    by_name: dict[str, Government] = {}
    by_demonym: dict[str, Government] = {}
    text = (files(__package__) / "governments.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        country, demonyms, seats = line.split("\t")
        found = Government(country, tuple(demonyms.split("|")), tuple(seats.split("|")))
        for name in (country, *found.seats):
            by_name.setdefault(_plain(name), found)
        for demonym in found.demonyms:
            by_demonym.setdefault(_plain(demonym), found)
    return by_name, by_demonym
