"""The profiles of many documents → speakers, one over all documents.

Two rules keep people apart and together: a surname alone joins a full name only where just one full
name has it, and a government is known by its country, whatever palace or capital speaks for it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.attribution.governments import government
from index.attribution.naming import surname
from index.documents import Profile, Speaker

_SMALL = frozenset("a an and at de for in of on the und".split())
_OWNER = re.compile(r"^.+?['’]s?\s+(?=\S+\s+\S)")


def block(profile: Profile) -> str:
    """A key that profiles share if they could be one speaker: only these are compared."""
    if profile.kind == "government" and (found := _government(profile)):
        return f"government:{found}"
    if profile.kind == "person":
        return f"person:{_last(profile.name)}"
    return f"organisation:{_acronym(profile) or _bare(profile.name)}"


def merge(profiles: Sequence[Profile]) -> Sequence[tuple[Speaker, tuple[int, ...]]]:
    """The speakers of one block and, for each, the positions of its profiles. Counts are left at 0.

    The same profiles give the same speakers, in whatever order they come. Ids are unique over all
    blocks: a person's surname, a government's country and an organisation's name are in them.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for position, profile in enumerate(profiles):
        groups[_identity(profile)].append(position)
    full = [key for key in groups if key]
    if len(full) == 1 and "" in groups:
        groups[full[0]] = sorted(groups[full[0]] + groups.pop(""))
    return [
        (_speaker([profiles[n] for n in positions]), tuple(positions))
        for _, positions in sorted(groups.items())
    ]


def _identity(profile: Profile) -> str:
    """What tells two speakers of a block apart; empty where the profile has only the short name."""
    if profile.kind == "government":
        return "government"
    if profile.kind == "person":
        words = profile.name.casefold().split()
        return words[0].strip(".") if len(words) > 1 else ""
    longest = max(
        (_bare(n) for n in (profile.name, *profile.aliases)), key=lambda n: len(n.split())
    )
    return longest if len(longest.split()) > 1 else ""


def _speaker(profiles: Sequence[Profile]) -> Speaker:
    names = Counter(p.name for p in profiles)
    name = max(names, key=lambda n: (_rank(n, profiles[0]), names[n], n))
    roles = Counter(p.role for p in profiles if p.role)
    aliases = {n for p in profiles for n in (p.name, *p.aliases)} - {name}
    kind = profiles[0].kind
    if kind == "person":  # two of one surname answer to it both, and are asked back for
        aliases |= {_surname(name)} - {name}
    if kind == "government" and (found := government(name)):
        aliases |= set(found.names) - {name}
    if kind == "organisation":
        aliases |= {_unowned(n) for n in (name, *aliases)} - {name}
    return Speaker(
        id=_id(profiles[0], name),
        name=name,
        kind=kind,
        role=max(roles, key=lambda r: (roles[r], len(r), r)) if roles else None,
        aliases=tuple(sorted(aliases)),
    )


def _rank(name: str, profile: Profile) -> int:
    """How well a name names: a government by its body, everyone else by the fullest name."""
    if profile.kind == "government":
        return int("government" in name)
    return min(len(name.split()), 2) if profile.kind == "person" else len(name.split())


def _id(profile: Profile, name: str) -> str:
    if profile.kind == "government":
        return f"gov-{_slug(_government(profile) or name)}"
    return _slug(name) if profile.kind == "person" else f"org-{_slug(name)}"


def _slug(name: str) -> str:
    return "-".join(re.findall(r"\w+", re.sub(r"['’]s?\b", "", name.casefold()))) or "unnamed"


def _government(profile: Profile) -> str | None:
    for name in (profile.name, *profile.aliases):
        if found := government(name):
            return found.country
    return None


def _surname(name: str) -> str:
    return surname(name.split()) or name


def _last(name: str) -> str:
    return _surname(name).casefold()


def _unowned(name: str) -> str:
    """South Korea's National Intelligence Service → National Intelligence Service."""
    return _OWNER.sub("", name)


def _bare(name: str) -> str:
    return _unowned(name).casefold().removeprefix("the ")


def _acronym(profile: Profile) -> str | None:
    """NIS, given or spelt from the capitals of three words or more; None for other names."""
    names = (profile.name, *profile.aliases)
    for name in names:
        if re.fullmatch(r"[A-Z][A-Za-z]?[A-Z&.]{1,5}", name):
            return re.sub(r"[^a-z]", "", name.casefold())
    for name in sorted(map(_unowned, names), key=len):
        capitals = [w[0] for w in name.split() if w[0].isupper() and w.casefold() not in _SMALL]
        if len(capitals) >= 3:
            return "".join(capitals).casefold()
    return None
