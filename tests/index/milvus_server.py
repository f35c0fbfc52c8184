"""A Milvus for the tests: milvus-lite as a server process of its own, which can be killed."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from secrets import token_hex

import pytest

STARTING = 60.0  # seconds


class MilvusServer:
    """Data stay in ``folder`` from one start to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def address(self, name: str | None = None) -> str:
        """Of an index in it, of a new one where no name is given."""
        return f"milvus://127.0.0.1:{self.port}/{name or 't' + token_hex(6)}"

    def start(self) -> None:
        """Returns when it takes requests."""
        import grpc

        program = Path(sys.executable).with_name("milvus-lite")
        options = ("--data-dir", self._folder, "--host", "127.0.0.1", "--port", str(self.port))
        with (self._folder.parent / f"{self._folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [program, "server", *options], stdout=log, stderr=subprocess.STDOUT
            )
        with grpc.insecure_channel(f"127.0.0.1:{self.port}") as channel:
            grpc.channel_ready_future(channel).result(timeout=STARTING)

    def kill(self) -> None:
        """As by ``kill -9``."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


def started(folder: Path) -> MilvusServer:
    """Skips the test where milvus-lite is not installed."""
    pytest.importorskip("pymilvus", reason="pymilvus is not installed (the extra milvus)")
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")
    server = MilvusServer(folder)
    server.start()
    return server
