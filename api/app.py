"""App: the service over HTTP, with the page."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import Event, Thread

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api import problems, traces
from api.access import ASK, Gate
from api.etags import ETags
from api.keys import Keys
from api.limits import TURN, Deadline, Rate, Turns
from api.metrics import Metrics
from api.observation import Observation
from api.remote_jobs import RemoteJobs
from api.request_ids import HEADER, RequestIds
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
from api.upkeep import Upkeep
from api.version import installed_version

_WEB = Path(__file__).parent / "web"
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
_LEAST_ZIPPED = 1000  # bytes
_LOOK = 0.5  # seconds between two looks whether there is an index to load a model for
_SELDOM = 10.0  # the same once a question can be answered: after that another process may switch
_log = logging.getLogger(__name__)


def create_app(
    settings: Settings,
    announce: Callable[[str], None] = _log.info,
    jobs: RemoteJobs | None = None,
) -> FastAPI:
    """The whole server, or with ``jobs`` one worker of it: those are another process's, which
    builds and watches. It starts its threads with the app and stops them with it. Raises
    traces.TelemetryMissing.

    ``app.state.service`` and ``app.state.jobs`` are what it serves.
    """
    tracing = traces.provider(settings)
    metrics = Metrics(tracing.get_tracer("onrecord") if tracing else None)
    service = Service(settings, announce, metrics)
    upkeep = None if jobs else Upkeep(service)
    app = FastAPI(
        title="onrecord",
        summary="Who is on record as saying what, in a folder of documents.",
        version=installed_version(),
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(service, upkeep),
        generate_unique_id_function=_operation,
        responses=problems.responses(),
        telemetry={
            "tracing": tracing is not None,
            "tracer_provider": tracing,
            "metrics": False,
            "logs": False,
            "auto_configure": False,
        },
    )
    app.state.service = service
    app.state.jobs = upkeep.jobs if upkeep else jobs
    app.state.turns = Turns(settings.concurrency, settings.queue, settings.timeout)
    app.state.metrics = metrics
    metrics.tell_of(service, app.state.turns)
    problems.install(app)
    for room in (search, speakers, corrections, feedback):
        app.include_router(room.router, dependencies=[ASK, TURN])
    for room in (ask, documents, index, completions):  # some of their routes last
        app.include_router(room.router, dependencies=[ASK])
    app.include_router(health.router)
    files = _WebFiles(directory=_WEB)
    app.include_router(_pages(files))
    app.mount("/web", files)
    if settings.mcp:
        from api import mcp  # with the extra alone

        mcp.install(app, service)
    # The last that is added is the first that a request meets.
    app.add_middleware(ETags)
    app.add_middleware(GZipMiddleware, minimum_size=_LEAST_ZIPPED, compresslevel=5)
    app.add_middleware(Deadline, seconds=settings.longest)
    app.add_middleware(
        Gate,
        keys=Keys(settings.data) if settings.keyed else None,
        rate=Rate(settings.rate) if settings.rate else None,
    )
    app.add_middleware(
        Guard,
        hosts=_hosts(settings),
        origins=frozenset(settings.origins),
        patience=settings.client_timeout,
    )
    app.add_middleware(Observation, metrics=metrics)
    app.add_middleware(RequestIds)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", HEADER],
            expose_headers=["ETag", "Location", "Retry-After", HEADER],
        )
    return app


def _hosts(settings: Settings) -> frozenset[str] | None:
    """The names that requests may be addressed to, None for any."""
    if "*" in settings.hosts or not (settings.hosts or settings.loopback):
        return None
    return frozenset((*_LOOPBACK_NAMES, settings.host.lower(), *settings.hosts))


def _operation(route: APIRoute) -> str:
    return route.name


def _lifespan(
    service: Service, upkeep: Upkeep | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = Event()
        Thread(target=_warm, args=(service, stop), name="warm", daemon=True).start()
        if upkeep:
            upkeep.start()
        yield
        stop.set()
        if upkeep:
            await run_in_threadpool(upkeep.stop)
        service.close()

    return lifespan


def _warm(service: Service, stop: Event) -> None:
    """Be ready before the first question comes, also where another process makes the index."""
    told = ""
    while not stop.is_set():
        pause = _LOOK
        try:
            if service.unready():
                service.warm()
            pause = _SELDOM
        except NotReady:
            pass  # a build is about to make it so
        except Exception as error:
            if str(error) != told:
                _log.exception("questions cannot be answered")
            told = str(error)
        stop.wait(pause)


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
