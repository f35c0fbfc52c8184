"""The process of ``index.readers.isolation``: requests on its input, an answer a line.

python -m index.readers.worker MEMORY_MIB SECONDS
"""

import importlib
import json
import math
import os
import select
import signal
import sys
import time
import warnings
from contextlib import suppress
from dataclasses import asdict

from index.readers.content import Content, Unreadable

_IDLE = 10.0  # seconds without a file, after which it ends


def main(memory: int, seconds: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    _bound_memory(memory)
    requests = sys.stdin.buffer
    while _comes() and (head := requests.readline()):
        request = json.loads(head)
        data = requests.read(request["size"])
        if len(data) < request["size"]:
            return
        _bound_time(seconds)
        try:
            answer = json.dumps(_read(request["module"], data, request["options"]))
        except MemoryError:
            answer = json.dumps({"unreadable": f"reading it takes more than {memory} MiB"})
        answers.write(answer.encode() + b"\n")
        answers.flush()


def _read(module: str, data: bytes, options: dict[str, object]) -> dict[str, object]:
    try:
        content: Content = importlib.import_module(module).read(data, **options)
    except Unreadable as reason:
        return {"unreadable": str(reason)}
    except ModuleNotFoundError as missing:
        return {
            "unreadable": f"reading it needs the package {missing.name}, which is not installed"
        }
    except MemoryError:
        raise
    except Exception as error:  # parsers raise whatever they like
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return {"unreadable": f"the file is damaged ({told})"}
    given = asdict(content)
    for name in ("published", "created"):
        given[name] = given[name] and given[name].isoformat()
    return given


def _comes() -> bool:
    """Whether a request comes in time. Windows cannot tell, and waits."""
    return os.name != "posix" or bool(select.select([0], [], [], _IDLE)[0])


def _bound_memory(mebibytes: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))


def _bound_time(seconds: float) -> None:
    """So that it ends even if who started it is gone."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
