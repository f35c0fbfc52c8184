"""App: the service over HTTP, with the page."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import Event, Thread

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api import problems
from api.jobs import Jobs
from api.routes import (
    ask,
    completions,
    corrections,
    documents,
    feedback,
    health,
    index,
    search,
    speakers,
)
from api.security import Guard
from api.service import NotReady, Service
from api.settings import Settings
from api.version import installed_version
from index.watcher import watch

_WEB = Path(__file__).parent / "web"
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
_LAST_FILE = 5.0  # seconds that a build in hand may take to come to a file's end at shutdown
_log = logging.getLogger(__name__)


def create_app(settings: Settings, announce: Callable[[str], None] = _log.info) -> FastAPI:
    """The whole server. It starts its threads with the app and stops them with it.

    ``app.state.service`` and ``app.state.jobs`` are what it serves.
    """
    service = Service(settings, announce)
    jobs = Jobs(service.build, settings.data / "rebuild")
    app = FastAPI(
        title="onrecord",
        summary="Who is on record as saying what, in a folder of documents.",
        version=installed_version(),
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(service, jobs),
        generate_unique_id_function=_operation,
        responses=problems.responses(),
    )
    app.state.service = service
    app.state.jobs = jobs
    problems.install(app)
    for room in (
        ask,
        search,
        speakers,
        corrections,
        documents,
        feedback,
        index,
        completions,
        health,
    ):
        app.include_router(room.router)
    files = _WebFiles(directory=_WEB)
    app.include_router(_pages(files))
    app.mount("/web", files)
    if settings.mcp:
        from api import mcp  # with the extra alone

        mcp.install(app, service)
    app.add_middleware(Guard, hosts=_hosts(settings))
    return app


def _hosts(settings: Settings) -> frozenset[str] | None:
    """The names that requests may be addressed to, None for any."""
    if "*" in settings.hosts or not (settings.hosts or settings.loopback):
        return None
    return frozenset((*_LOOPBACK_NAMES, settings.host.lower(), *settings.hosts))


def _operation(route: APIRoute) -> str:
    return route.name


def _lifespan(
    service: Service, jobs: Jobs
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = Event()
        Thread(target=_warm, args=(service,), name="warm", daemon=True).start()
        jobs.start()
        jobs.submit()
        if service.settings.watch:
            Thread(target=_follow, args=(service, jobs, stop), name="watch", daemon=True).start()
        yield
        stop.set()
        await run_in_threadpool(jobs.close, _LAST_FILE)
        service.close()

    return lifespan


def _warm(service: Service) -> None:
    """Be ready before the first question comes."""
    try:
        service.warm()
    except NotReady:
        return  # the first build is about to make it so
    except Exception:
        _log.exception("questions cannot be answered")


def _follow(service: Service, jobs: Jobs, stop: Event) -> None:
    """Have every change in the folder taken up."""
    polling = service.settings.poll
    while not stop.is_set():
        try:
            for _ in watch(
                service.documents, stop, skip=service.skipped, polling=True if polling else None
            ):
                jobs.submit()
        except Exception:
            if polling:
                _log.exception("changes in the folder are no longer seen")
                return
            _log.warning("the system cannot tell of changes; looking for them instead")
            polling = True


class _WebFiles(StaticFiles):
    """Files of the page: the browser asks each time whether its copy is still good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _pages(files: StaticFiles) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    async def chat_page(request: Request) -> Response:
        return await files.get_response("index.html", request.scope)

    @router.api_route("/docs", methods=["GET", "HEAD"])
    async def reference_page(request: Request) -> Response:
        return await files.get_response("reference.html", request.scope)

    return router
