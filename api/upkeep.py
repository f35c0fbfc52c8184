"""Upkeep: what keeps an index true while a server runs, in one process of it."""

import logging
from threading import Event, Thread

from api.jobs import Jobs
from api.service import Service
from index import uploads
from index.watcher import watch

_LAST_FILE = 5.0  # seconds that a build in hand may take to come to a file's end at the stop
_AGAIN = 10.0  # seconds after which the watch is begun again that failed
_log = logging.getLogger(__name__)


class Upkeep:
    """Builds and the watch over the folders, in threads of their own."""

    def __init__(self, service: Service) -> None:
        self.jobs = Jobs(service.build, service.settings.data / "jobs")
        self._service = service
        self._stop = Event()

    def start(self) -> None:
        """Begin with what another server left behind and what changed since."""
        self.jobs.start()
        self.jobs.submit()
        # A network drive may let this wait.
        first = self._service.documents.first
        Thread(target=uploads.clear, args=(first,), name="clear", daemon=True).start()
        if self._service.settings.watch:
            Thread(target=self._follow, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Waits some seconds for the file in hand."""
        self._stop.set()
        self.jobs.close(_LAST_FILE)

    def _follow(self) -> None:
        """Have every change in the folders taken up."""
        service, stop = self._service, self._stop
        polling = service.settings.poll
        told = ""
        while not stop.is_set():
            try:
                for _ in watch(
                    service.documents,
                    stop,
                    skip=service.skipped,
                    polling=True if polling else None,
                ):
                    self.jobs.submit()
            except Exception as error:
                if not polling:
                    _log.warning("the system cannot tell of changes; looking for them instead")
                    polling = True
                    continue
                # It may pass, as where a network drive is away; what changed is taken up then.
                if str(error) != told:
                    _log.exception("changes in the folder are not seen; it is tried again")
                told = str(error)
                stop.wait(_AGAIN)
