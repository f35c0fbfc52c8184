"""``onrecord keys``: who may use a server that more than this machine can reach."""

import json
import sys

from api.cli import GOOD, MISUSE, NOTHING, complain
from api.keys import Key, Keys, Scope
from api.plaintext import clean
from api.settings import Settings


def create(settings: Settings, scope: Scope, name: str, *, as_json: bool) -> int:
    """Prints a new key, and on stderr what there is to say about it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return complain("--name is not UTF-8.")
    key, secret = Keys(settings.data).create(scope, name)
    if as_json:
        print(json.dumps({**_shown(key), "key": secret}))
        return GOOD
    print(secret)
    print(f"Key {key.id} may {_MAY[scope]}. It is shown this once.", file=sys.stderr)
    return GOOD


def list_(settings: Settings, *, as_json: bool) -> int:
    keys = Keys(settings.data).all()
    if as_json:
        print(json.dumps([_shown(key) for key in keys]))
    for key in keys if not as_json else ():
        print(f"{key.id}  {key.scope:5}  {key.created:%Y-%m-%d}  {clean(key.name)}".rstrip())
    return GOOD if keys else NOTHING


def revoke(settings: Settings, id: str, *, as_json: bool) -> int:
    key = Keys(settings.data).revoke(id)
    if key is None:
        return complain(f"there is no key {id!r}; `onrecord keys list` lists them.", MISUSE)
    print(json.dumps(_shown(key)) if as_json else f"Key {key.id} lets nobody in any more.")
    return GOOD


_MAY: dict[Scope, str] = {
    "ask": "ask and read",
    "write": "ask, read and change",
    "admin": "do everything",
}


def _shown(key: Key) -> dict[str, object]:
    shown: dict[str, object] = key.model_dump(mode="json", exclude={"digest"})
    return shown
