"""Progress in the shell: bars on a terminal, plain lines anywhere else. All of it on stderr.

Files have whatever names they like, so what is said is cleaned like the words of documents.
"""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import NoReturn, Self

from tqdm import tqdm

from api.jobs import Job
from api.plaintext import clean
from api.service import Step
from index.store import Build

_TENTHS = 10
_log = logging.getLogger(__name__)


class Progress:
    """Shows where a build is. Called with every step of it; closed at its end."""

    def __init__(self, *, logged: bool = False) -> None:
        """``logged``: as lines of the log, whatever its level."""
        self._terminal = sys.stderr.isatty() and not logged
        self._logged = logged
        if logged:
            _log.setLevel(logging.INFO)
        self._bar: tqdm[NoReturn] | None = None
        self._stage = ""
        self._tenth = -1

    def __call__(self, step: Step) -> None:
        if self._terminal:
            self._draw(step)
        else:
            self._print(step)
        self._stage = step.stage

    def note(self, text: str) -> None:
        """Say something that is no step, above the bar."""
        text = clean(text)
        if self._logged:
            _log.info("%s", text)
        elif self._terminal:
            tqdm.write(text, file=sys.stderr)
        else:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
        self._stage, self._tenth = "", -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _draw(self, step: Step) -> None:
        total = step.total or 1
        if self._bar is None or self._bar.total != total:
            self.close()
            self._bar = _bar(total)
        bar = self._bar
        bar.set_description_str(step.stage, refresh=False)
        bar.set_postfix_str(clean(step.path or ""), refresh=False)
        bar.n = step.done
        bar.refresh()

    def _print(self, step: Step) -> None:
        if step.total == 0:
            if step.stage != self._stage:
                self.note(step.stage)
            return
        tenth = step.done * _TENTHS // step.total
        if tenth != self._tenth:
            self._tenth = tenth
            self.note(f"{step.stage} file {step.done + 1} of {step.total}: {step.path}")


def _bar(total: int) -> tqdm[NoReturn]:
    return tqdm(total=total, unit="file", file=sys.stderr, leave=False)


class Narrator:
    """Tells the shell of a server's jobs, as a ``jobs.Listener``; of those that do something."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._waits = False

    def __call__(self, job: Job) -> None:
        if job.state == "running":
            # An update that finds nothing to do passes too fast to be worth a line.
            if job.total or job.stage == "loading the model":
                step = Step(job.stage or "", job.done, job.total, job.message)
                self._progress(step)
        elif job.state == "queued":
            if job.message and not self._waits:
                self._progress.note(job.message)
            self._waits = bool(job.message)
        elif job.finished:
            self._progress.close()
            if job.state == "failed":
                self._progress.note(f"The build failed: {job.message}")
            elif job.build is not None and (told := summary(job.build)):
                self._progress.note(told)


def summary(build: Build) -> str:
    """What a pass over the folder did, in a line; empty where it did nothing."""
    counts = {
        "added": build.added,
        "changed": build.changed,
        "renamed": build.renamed,
        "removed": build.removed,
        "failed": build.failed,
    }
    done = [f"{count:,} {what}" for what, count in counts.items() if count]
    if not any(count for what, count in counts.items() if what != "failed"):
        return ""
    return f"{', '.join(done)} in {build.finished - build.started:.1f} s"
