"""The MCP SDK's own client, over stdio and streamable HTTP."""

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import DEADLINE, ROOT, Server, Shell, environment

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"
_T = TypeVar("_T")
Do = Callable[[Callable[[Client], Awaitable[_T]]], _T]


@pytest.fixture(params=["stdio", "http", "http, with the handshake of before 2026"])
def do(request: pytest.FixtureRequest, server: Server) -> Do[Any]:
    """Runs something with a client of the server's index."""

    def run(step: Callable[[Client], Awaitable[Any]]) -> Any:
        target: Any = f"{server.url}/mcp"
        if request.param == "stdio":
            arguments = ["-m", "api", "mcp", "--data", str(server.data)]
            target = stdio_client(
                StdioServerParameters(command=sys.executable, args=arguments, env=environment())
            )

        async def connected() -> Any:
            mode = "legacy" if "before" in request.param else "auto"
            async with Client(target, mode=mode, read_timeout_seconds=DEADLINE) as client:
                return await step(client)

        return anyio.run(connected)

    return run


def test_the_tools_are_typed_and_only_read(do: Do[Any]) -> None:
    tools = do(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["ask", "statements", "speakers", "documents"]
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
    ask = tools[0]
    assert ask.input_schema["required"] == ["question"]
    assert ask.input_schema["properties"]["question"]["maxLength"] == 2000
    assert {"answer", "refusal", "statements"} <= set(ask.output_schema["properties"])


def test_a_tool_gives_what_the_api_gives(do: Do[Any], server: Server) -> None:
    history = [{"role": "user", "content": KIRBY}]

    async def use(client: Client) -> list[Any]:
        return [
            await client.call_tool("ask", {"question": "and Austin?", "history": history}),
            await client.call_tool("ask", {"question": "what did Merkel say?"}),
            await client.call_tool("statements", {"speaker": "john-kirby", "limit": 1}),
            await client.call_tool("speakers", {"name": "ki"}),
            await client.call_tool("documents", {}),
            await client.call_tool("ask", {"question": '{"question": 1}'}),
        ]

    results = do(use)
    for result in results:
        assert not result.is_error
        (content,) = result.content
        assert json.loads(content.text) == result.structured_content
    austin, merkel, statements, speakers, documents, odd = (
        result.structured_content for result in results
    )
    asked = server.ask("and Austin?", history=history)
    assert {**austin, "took_ms": 0} == {**asked, "took_ms": 0}
    assert merkel["refusal"]["reason"] == "unknown_speaker"
    assert statements == server.get("/api/speakers/john-kirby/statements", limit=1)
    assert speakers == server.get("/api/speakers", q="ki")
    assert documents == server.get("/api/documents")
    assert odd["question"] == '{"question": 1}', "text stays text, whatever it looks like"


def test_what_cannot_be_done_is_the_tools_error_and_says_why(do: Do[Any]) -> None:
    async def use(client: Client) -> list[Any]:
        return [
            await client.call_tool("ask", {"question": "x" * 2001}),
            await client.call_tool("ask", {"question": KIRBY, "filters": {"speakers": ["nobody"]}}),
            await client.call_tool("statements", {"speaker": "nobody"}),
            await client.call_tool("documents", {"limit": 101}),
            await client.call_tool("ask", {"question": KIRBY}),
        ]

    *failed, good = do(use)
    assert [result.is_error for result in failed] == [True] * 4
    told = [result.content[0].text for result in failed]
    for text, about in zip(told, ("2000", "'nobody'", "'nobody'", "100"), strict=True):
        assert about in text
        assert "Traceback" not in text
    assert not good.is_error, "and goes on"


def test_over_stdio_nothing_but_the_protocol_goes_out(shell: Shell) -> None:
    begin = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    }
    call = {"name": "ask", "arguments": {"question": KIRBY}}
    process = subprocess.Popen(
        shell.command(["mcp"]), cwd=shell.folder, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    answers = []
    for message in (
        {"id": 1, "method": "initialize", "params": begin},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": call},
    ):
        process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        process.stdin.flush()
        if "id" in message:
            answers.append(json.loads(process.stdout.readline()))
    rest, errors = process.communicate(timeout=DEADLINE)  # which closes its input
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[1]["result"]["structuredContent"]["answered"]
    assert (rest, process.returncode) == ("", 0), errors


def test_without_an_index_the_tool_says_how_to_make_one(tmp_path: Path) -> None:
    arguments = ["-m", "api", "mcp", "--data", str(tmp_path / "none")]
    target = stdio_client(
        StdioServerParameters(command=sys.executable, args=arguments, env=environment())
    )

    async def use() -> Any:
        async with Client(target, read_timeout_seconds=DEADLINE) as client:
            return await client.call_tool("ask", {"question": KIRBY})

    result = anyio.run(use)
    assert result.is_error
    assert "onrecord index" in result.content[0].text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "elsewhere.example"}, 421),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
def test_the_rules_of_every_other_address_hold_at_mcp(
    server: Server, headers: dict[str, str], status: int
) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    kinds = {"Accept": "application/json", "Content-Type": "application/json"}
    send = {"content": json.dumps(call)}
    assert server.http.post("/mcp", headers=kinds, **send).status_code == 200
    reply = server.http.post("/mcp", headers=kinds | headers, **send)
    assert reply.status_code == status
    assert reply.headers["Content-Type"] == "application/problem+json"


def test_it_holds_no_stream_open(server: Server) -> None:
    reply = server.http.get("/mcp", headers={"Accept": "text/event-stream"})
    assert reply.status_code == 405


def test_it_is_there_only_where_it_is_asked_for(tmp_path: Path) -> None:
    def paths(**settings: Any) -> set[str]:
        app = create_app(Settings(data=tmp_path, documents=ROOT / "seeds", **settings))
        return {route.path for route in app.routes if hasattr(route, "path")}

    assert paths(mcp=True) - paths() == {"/mcp"}
