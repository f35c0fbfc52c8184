"""The command line: ``onrecord``. Exit status 0 good, 1 no answer or differences, 2 misuse.

What a command needs is imported when it runs: ``onrecord --help`` is there at once, and ``ask``
waits for neither the web server nor the parser.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.settings import Settings

GOOD, NOTHING, MISUSE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    try:
        status = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read this has read enough; nothing may be left for the interpreter to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Answers questions over a folder of documents and says who is on record as "
        "saying what.",
        epilog="Every setting can also be given as ONRECORD_… in the environment or in .env. Exit "
        "status: 0 good, 1 no answer or a difference, 2 misuse.",
    )
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    serve = _command(commands, "serve", "serve the page and the API")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (8000); 0 takes a free one")
    _documents(serve)
    serve.add_argument(
        "--workers", type=int, metavar="N", help="processes that answer (1), one more beside them"
    )
    serve.add_argument(
        "--no-watch",
        dest="watch",
        action="store_false",
        default=None,
        help="leave changes in the folder alone until the next start",
    )
    _data(serve)

    index = _command(commands, "index", "bring the index up to a folder")
    index.add_argument("documents", type=Path, nargs="*", metavar="DIR", help="folders (seeds)")
    index.add_argument("--rebuild", action="store_true", help="make everything anew")
    index.add_argument("--ray", metavar="ADDRESS", help="a Ray cluster that reads new documents")
    _data(index)
    _json(index)

    ask = _command(commands, "ask", "answer a question")
    ask.add_argument("question", nargs="*", metavar="QUESTION")
    _run_of(ask, "answer")
    ask.add_argument("--limit", type=_limit, default=8, metavar="N", help="statements to show (8)")
    _data(ask)
    _json(ask)

    search = _command(commands, "search", "find passages")
    search.add_argument("query", nargs="*", metavar="QUERY")
    _run_of(search, "results")
    search.add_argument(
        "--limit", type=_limit, metavar="N", help="passages to find (8; in a run 10)"
    )
    _data(search)
    _json(search)

    evaluation = _command(commands, "eval", "measure answers on questions of your own")
    evaluation.add_argument(
        "questions",
        metavar="QUESTIONS.jsonl",
        help='{"question"} a line ("-": standard input), with what is wanted of the reply: '
        '"answers", "speaker", "documents", "evidence", "answerable"',
    )
    evaluation.add_argument("--report", type=Path, metavar="FILE.html", help="write a report too")
    evaluation.add_argument(
        "--fail-under",
        type=_floor,
        nargs="+",
        action="extend",
        default=[],
        metavar="FIGURE=LEAST",
        help="exit with status 1 where a figure is lower, as in recall@5=0.9",
    )
    _data(evaluation)
    _json(evaluation)

    speakers = _command(commands, "speakers", "list who is on record, and say who is whom")
    speakers.add_argument("name", nargs="*", metavar="NAME", help="how a name begins")
    speakers.add_argument(
        "--merge", nargs="+", metavar="ID", help="say in speakers.toml that these are one speaker"
    )
    speakers.add_argument("--as", dest="shown", metavar="NAME", help="the name that they get")
    _documents(speakers)
    _data(speakers)
    _json(speakers)

    feedback = _command(commands, "feedback", "export what users thought of replies")
    feedback.add_argument("action", choices=["export"], help="as questions for eval")
    feedback.add_argument("file", type=Path, metavar="FILE", help='"-": standard output')
    feedback.add_argument("--force", action="store_true", help="replace the file")
    _data(feedback)

    mcp = _command(commands, "mcp", "serve MCP clients over stdin and stdout")
    _data(mcp)

    statements = _command(commands, "statements", "tell who says what in a text, without an index")
    statements.add_argument("file", nargs="?", metavar="FILE", help="a document (standard input)")
    statements.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"doc_id", "text"} a line and write {"doc_id", "quotes"} a line',
    )
    _json(statements)

    keys = _command(
        commands, "keys", "make, list and revoke keys to a server that others can reach"
    )
    kinds = keys.add_subparsers(dest="what", metavar="WHAT", required=True)
    create = _command(kinds, "create", "make a key; it is shown this once")
    create.add_argument(
        "--scope",
        choices=("ask", "write", "admin"),
        required=True,
        help="what it may: ask and read; change documents and corrections too; do everything",
    )
    create.add_argument("--name", default="", help="whose it is, for the list")
    revoke = _command(kinds, "revoke", "let nobody in by a key any more")
    revoke.add_argument("id", metavar="ID")
    for each in (create, _command(kinds, "list", "list all keys, without themselves"), revoke):
        _data(each)
        _json(each)

    verify = _command(commands, "verify", "compare folder, catalogue, full text and vectors")
    _documents(verify)
    verify.add_argument("--repair", action="store_true", help="mend what differs")
    _data(verify)
    _json(verify)

    export = _command(commands, "export", "write the whole index into one file")
    export.add_argument("file", type=Path, metavar="FILE", help='"-": standard output, for lines')
    lines = export.add_mutually_exclusive_group()
    for what in ("statements", "passages"):
        lines.add_argument(
            f"--{what}",
            dest="what",
            action="store_const",
            const=what,
            help=f"write the {what} alone, as JSON Lines",
        )
    export.add_argument("--force", action="store_true", help="replace the file")
    _data(export)

    restore = _command(commands, "import", "take in an index that was exported")
    restore.add_argument("file", type=Path, metavar="FILE")
    _documents(restore)
    restore.add_argument("--force", action="store_true", help="replace the index that there is")
    _data(restore)
    return parser


def _run(given: argparse.Namespace) -> int:
    if given.command == "statements":
        from api.commands.statements import statements

        return statements(given.file, jsonl=given.jsonl, as_json=given.json)

    from pydantic import ValidationError

    from api.settings import Settings, complaints

    named = ("documents", "data", "host", "port", "workers", "watch", "ray")
    chosen = {name: getattr(given, name, None) for name in named}
    try:
        settings = Settings(**{k: v for k, v in chosen.items() if v not in (None, [])})
    except ValidationError as error:
        return complain(complaints(error))
    if given.command == "serve":
        from api.commands.serving import run

        return run(settings)
    if given.command == "keys":
        return _keys(settings, given)
    if given.command == "mcp":
        from api.commands.mcp import run as run_mcp

        return run_mcp(settings)

    from api.commands import indexing
    from api.service import FolderMissing, NotReady
    from index.ahead import MakersAway
    from index.embedding import ModelMissing
    from index.store import StoreAway, StoreBusy, StoreDamaged
    from index.update import BuildFailed

    try:
        match given.command:
            case "index":
                return indexing.index(settings, fresh=given.rebuild, as_json=given.json)
            case "verify":
                return indexing.verify(settings, repair=given.repair, as_json=given.json)
            case "export" | "import":
                return _archive(settings, given)
            case "feedback":
                from api.commands.feedback import export

                return export(settings, given.file, force=given.force)
            case "speakers":
                return _speakers(settings, given)
            case "eval":
                from api.commands.evaluation import evaluate

                return evaluate(
                    settings,
                    given.questions,
                    report=given.report,
                    floors=dict(given.fail_under),
                    as_json=given.json,
                )
            case "ask":
                return _ask(settings, given)
            case _:
                return _search(settings, given)
    except (NotReady, FolderMissing) as error:
        return complain(str(error))
    except (StoreAway, StoreBusy, StoreDamaged, MakersAway, ModelMissing, BuildFailed) as error:
        return complain(str(error), NOTHING)
    except BrokenPipeError:
        raise
    except OSError as error:
        return complain(f"{error.filename or 'onrecord'}: {error.strerror}", NOTHING)


def _ask(settings: "Settings", given: argparse.Namespace) -> int:
    from api.commands import questions, runs

    asked = " ".join(given.question)
    if given.run is None:
        return questions.ask(settings, asked, limit=given.limit, as_json=given.json)
    if asked:
        return complain("give a question or --run, not both.")
    return runs.ask_run(settings, given.run, limit=given.limit)


def _search(settings: "Settings", given: argparse.Namespace) -> int:
    from api.commands import questions, runs

    query = " ".join(given.query)
    if given.run is None:
        return questions.search(settings, query, limit=given.limit or 8, as_json=given.json)
    if query:
        return complain("give a query or --run, not both.")
    return runs.search_run(settings, given.run, limit=given.limit or 10)


def _speakers(settings: "Settings", given: argparse.Namespace) -> int:
    from api.commands.speakers import merge, speakers

    if given.merge:
        return merge(settings, given.merge, given.shown, as_json=given.json)
    if given.shown is not None:
        return complain("--as goes with --merge.")
    return speakers(settings, " ".join(given.name), as_json=given.json)


def _archive(settings: "Settings", given: argparse.Namespace) -> int:
    from api.commands.archives import export, export_lines, import_

    if given.command == "import":
        return import_(settings, given.file, force=given.force)
    if given.what:
        return export_lines(settings, given.file, given.what, force=given.force)
    return export(settings, given.file, force=given.force)


def _keys(settings: "Settings", given: argparse.Namespace) -> int:
    from filelock import Timeout

    from api.commands import keys
    from api.keys import BadKeys

    try:
        match given.what:
            case "create":
                return keys.create(settings, given.scope, given.name, as_json=given.json)
            case "revoke":
                return keys.revoke(settings, given.id, as_json=given.json)
            case _:
                return keys.list_(settings, as_json=given.json)
    except BadKeys as bad:
        return complain(str(bad))
    except Timeout:
        return complain("another process goes on changing the keys.", NOTHING)
    except OSError as error:
        return complain(f"{error.filename or 'onrecord'}: {error.strerror}", NOTHING)


def complain(reason: str, status: int = MISUSE) -> int:
    """Say on stderr why a command comes to nothing; gives the exit status."""
    print(f"onrecord: {reason}", file=sys.stderr)
    return status


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=options.get("help"))

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from api.version import installed_version

        print(f"onrecord {installed_version()}")
        parser.exit()


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, does: str
) -> argparse.ArgumentParser:
    """A command; what it does stands in the list of them and in its own help."""
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")


def _documents(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--documents",
        type=Path,
        action="append",
        metavar="DIR",
        help="folder of documents (seeds); several by as many of these",
    )


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, metavar="DIR", help="index directory (.onrecord)")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _run_of(command: argparse.ArgumentParser, gives: str) -> None:
    command.add_argument(
        "--run",
        metavar="QUERIES.jsonl",
        help='read {"qid", "question"} a line ("-": standard input), with "history" where there '
        f'is one, and write {{"qid", "{gives}", …}} a line',
    )


def _floor(text: str) -> tuple[str, float]:
    name, _, value = text.rpartition("=")
    if not name or not 0 <= float(value) <= 1:
        raise argparse.ArgumentTypeError("must be a figure's name, = and a number from 0 to 1")
    return name, float(value)


def _limit(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 100:
        raise argparse.ArgumentTypeError("must be from 1 to 100")
    return value
