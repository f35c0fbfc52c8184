"""The stores there are, and which one an address means. Each is imported when it is opened."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from index.store import Store

_PORT = 19_530
_NAME = re.compile(r"[A-Za-z]\w{0,63}", re.ASCII)


def open_store(folder: Path, address: str = "", key: str = "") -> Store:
    """The store at ``address``, else the local one in ``folder``. ``key``: what a Milvus asks for,
    ``user:password`` or a token. Reaches for nothing yet.

    Raises ValueError for an address that is none.
    """
    if not address:
        from index.stores.local import LocalStore

        return LocalStore(folder)
    from index.stores.milvus.store import MilvusStore

    return MilvusStore(address, key=key)


def located(address: str) -> tuple[str, str]:
    """Where a Milvus is (``host:port``) and the name of the index in it, of an address of the form
    ``milvus://host[:port][/name]``. Raises ValueError."""
    given = urlsplit(address)
    name = given.path.removeprefix("/") or "onrecord"
    plain = not (given.username or given.password or given.query or given.fragment)
    if given.scheme != "milvus" or not given.hostname or not plain or not _NAME.fullmatch(name):
        raise ValueError("An address as milvus://host:19530, and a plain name after it, is needed")
    host = f"[{given.hostname}]" if ":" in given.hostname else given.hostname
    return f"{host}:{given.port or _PORT}", name
