"""Files others wrote are read in processes of their own, limited in memory and time.

A reader that is led astray (a crash in PDFium, a page that never ends, a file that unpacks without end) takes its own
process with it and nothing else. The processes are started anew from the interpreter: a fork would copy a caller that
may have threads (a server), and ``multiprocessing`` would run the caller's script again. A process costs about a tenth
of a second to start; it is kept for the next file, and can be started ahead (:func:`start_ahead`) while records load.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec

from enjoined.documents.sandbox.jobs import Answer, Job, Refused, receive, send
from enjoined.errors import UnreadableDocument

__all__ = ["ask", "close_all", "cores", "start_ahead"]

JOBS: Final = 400
"""A process is replaced after so many jobs, so that what libraries keep does not pile up."""
_BOOT: Final = """
import sys
sys.path[:] = sys.argv[1:]
from enjoined.documents.sandbox.worker import main
main()
"""

_A = TypeVar("_A", bound=Answer)


def cores() -> int:
    """How many processes are worth running at once: the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """One process; it is asked one thing at a time."""

    def __init__(self) -> None:
        self.jobs = 0
        self.late = False
        command = [sys.executable, "-P", "-c", _BOOT, *(place for place in sys.path if place)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def ask(self, job: Job) -> bytes | None:
        """The answer, or None if the process ended without one."""
        self.jobs += 1
        self.late = False
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return None
        # On a busy machine a job may rightly take far longer than its processor time.
        clock = threading.Timer(3 * job.seconds, self._too_late)
        clock.daemon = True
        clock.start()
        try:
            send(stdin, job)
            return receive(stdout)
        except (BrokenPipeError, OSError):
            return None
        finally:
            clock.cancel()

    def _too_late(self) -> None:
        self.late = True
        self.process.kill()

    def close(self) -> int:
        """End the process; its exit status is returned."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        return self.process.wait()


_idle: list[_Worker] = []
_lock: Final = threading.Lock()
_owner = os.getpid()


def start_ahead() -> None:
    """Start a process now, for the first file to be read."""
    worker = _take()
    _give_back(worker)


def ask(job: Job, expect: type[_A]) -> _A:
    """Have ``job`` done. Raises :class:`UnreadableDocument` when the file is refused, or its reader had to be ended."""
    worker = _take()
    try:
        data = worker.ask(job)
    except BaseException:
        worker.close()
        raise
    if data is None:
        # The exit status tells why, once the process has ended by itself.
        try:
            worker.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            worker.late = True
        raise _ended(job, worker)
    if worker.jobs >= JOBS:
        worker.close()
    else:
        _give_back(worker)
    answer = msgspec.msgpack.decode(data, type=Answer)
    if isinstance(answer, Refused):
        raise UnreadableDocument(answer.what, where=answer.where, remedy=answer.remedy)
    if not isinstance(answer, expect):
        raise UnreadableDocument("the reader gave no answer", where=job.name, remedy="try it again")
    return answer


def _ended(job: Job, worker: _Worker) -> UnreadableDocument:
    status = worker.close()
    spent = hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU
    if worker.late or spent:
        return UnreadableDocument(
            f"reading it takes longer than {job.seconds} seconds",
            where=job.name,
            remedy="give the pages of the award alone, printed to a new PDF",
        )
    return UnreadableDocument(
        "the reader broke on this file: it is damaged, or made to break readers",
        where=job.name,
        remedy="print it to a new PDF and give that",
    )


def _take() -> _Worker:
    global _owner
    with _lock:
        if _owner != os.getpid():
            # After a fork, the processes belong to the parent.
            _idle.clear()
            _owner = os.getpid()
        if _idle:
            return _idle.pop()
    return _Worker()


def _give_back(worker: _Worker) -> None:
    with _lock:
        if len(_idle) < cores():
            _idle.append(worker)
            return
    worker.close()


def close_all() -> None:
    """End the processes that wait for work; the next file starts a new one."""
    with _lock:
        workers: Sequence[_Worker] = tuple(_idle) if _owner == os.getpid() else ()
        _idle.clear()
    for worker in workers:
        worker.close()


atexit.register(close_all)
