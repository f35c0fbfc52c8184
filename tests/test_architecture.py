"""ARCHITECTURE.md names every module, and none that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_TEXT = (_ROOT / "ARCHITECTURE.md").read_text("utf-8")
# As in `index/builder.py: Builder.build`
_NAMED = set(re.findall(r"`([\w./-]+\.(?:js|py))(?=[`:])", _TEXT))


def test_every_module_is_named() -> None:
    unnamed = [path for path in _modules() if not any(_ends_with(path, name) for name in _NAMED)]
    assert not unnamed, "say in ARCHITECTURE.md what they do"


def test_what_is_named_is_there() -> None:
    tests = [path.relative_to(_ROOT).as_posix() for path in (_ROOT / "tests").rglob("*.py")]
    there = [*_modules(), *tests, *_beginnings()]
    assert not [name for name in _NAMED if not any(_ends_with(path, name) for path in there)]


def test_what_is_named_of_a_module_is_in_it() -> None:
    for module, name in re.findall(r"`([\w./-]+\.py): (\w+)", _TEXT):
        files = [path for path in (*_modules(), *_beginnings()) if _ends_with(path, module)]
        code = "\n".join((_ROOT / path).read_text("utf-8") for path in files)
        assert re.search(rf"^\s*(?:(?:class|def) {name}\b|{name}\b.*=)", code, re.MULTILINE), name


def _modules() -> Iterator[str]:
    for folder in ("api", "benchmarks", "index", "qa"):
        for path in (_ROOT / folder).rglob("*"):
            if path.suffix in (".js", ".py") and path.name != "__init__.py":
                yield path.relative_to(_ROOT).as_posix()


def _beginnings() -> Iterator[str]:
    for folder in ("api", "index", "qa"):
        for path in (_ROOT / folder).rglob("__init__.py"):
            yield path.relative_to(_ROOT).as_posix()


def _ends_with(path: str, name: str) -> bool:
    return path == name or path.endswith(f"/{name}")
