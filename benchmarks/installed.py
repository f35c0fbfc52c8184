"""What is installed: the size of onrecord with all that it needs, and what each dependency adds.

    python -m benchmarks.installed

Bytes of the files that the distributions record, compiled Python left out; no extras. A dependency
that another one needs as well is told with that: torch with sentence-transformers. "Adds" is what
would go with it, as nothing else needs it.
"""

from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_SMALL = 5e6  # bytes; what adds less is told together


def main() -> None:
    direct = _needs("onrecord")
    roots = [name for name in direct if not any(name in _below(other) for other in direct)]
    everything = _closure(direct)
    sizes = {name: _size(name) for name in everything}
    print(f"{sum(sizes.values()) / 1e6:,.0f} MB in {len(sizes)} distributions, without onrecord\n")
    print("| dependency | itself, MB | adds, MB |\n|---|---|---|")
    added = {}
    for name in roots:
        rest = _closure(other for other in roots if other != name)
        added[name] = sum(sizes[each] for each in everything - rest)
    for name in sorted(roots, key=lambda name: -added[name]):
        if added[name] >= _SMALL:
            brings = sorted(set(direct) & _below(name), key=lambda each: -sizes[each])
            told = f"{name} (with {', '.join(brings[:3])})" if brings else name
            print(f"| {told} | {sizes[name] / 1e6:,.0f} | {added[name] / 1e6:,.0f} |")
    small = [name for name in roots if added[name] < _SMALL]
    print(f"| {len(small)} others | | {sum(added[name] for name in small) / 1e6:,.0f} |")
    shared = sum(sizes.values()) - sum(added.values())
    print(f"| what several of them need | | {shared / 1e6:,.0f} |")


def _below(name: str) -> set[str]:
    """What it needs, and what that needs."""
    return _closure(_needs(name))


def _closure(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _needs(name)
    return found


def _needs(name: str) -> list[str]:
    """Of a distribution without extras, here."""
    needed = []
    for line in _found(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed.append(canonicalize_name(requirement.name))
    return needed


def _size(name: str) -> int:
    found = _found(name)
    files = [found.locate_file(file) for file in found.files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.is_file())  # type: ignore[attr-defined]


def _found(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed; `make install` does it") from None


if __name__ == "__main__":
    main()
