"""What holds for every test: no network, the same random examples in CI, and an honest closing list.

A test that needs a program outside Python says so with ``@pytest.mark.needs("tesseract")``. Where the program is
absent the test is left out, and the run ends with a list of what was not run and why. With ``CI=true`` nothing may
be left out: a missing program, or any skip, fails the run.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import pytest
from hypothesis import settings

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

IN_CI = os.environ.get("CI") == "true"
OTHER_NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome")}
"""The names under which a program may be installed, where there are several."""

# Wall-clock deadlines fail on a busy machine and say nothing about the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "local")


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin below: as a conftest alone it would not see the doctests of ``src``.

    The user's own data, a release of the registry among it, stays out of the tests.
    """
    if "ENJOINED_TEST_DATA" not in os.environ:  # a worker of xdist has that of the run it belongs to
        folder = tempfile.TemporaryDirectory(prefix="enjoined-tests-", ignore_cleanup_errors=True)
        config.add_cleanup(folder.cleanup)
        os.environ["ENJOINED_TEST_DATA"] = folder.name
    os.environ["ENJOINED_DATA"] = os.environ["ENJOINED_TEST_DATA"]
    config.pluginmanager.register(ClosingList(), "closing-list")


def missing_tools(item: pytest.Item) -> list[str]:
    """The programs that ``item`` needs and this machine does not have."""
    needed = [str(tool) for mark in item.iter_markers("needs") for tool in mark.args]
    return [tool for tool in needed if not any(map(shutil.which, OTHER_NAMES.get(tool, (tool,))))]


class ClosingList:
    """What was not run, by reason; in CI each entry is a failure instead."""

    def __init__(self) -> None:
        self.left_out: dict[str, set[str]] = {}

    def add(self, reason: str, test: str) -> None:
        """Note that ``test`` was not run; a second note of the same changes nothing."""
        self.left_out.setdefault(reason, set()).add(test)

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out the tests whose program is missing; in CI they stay and fail."""
        missing = {item: tools for item in items if (tools := missing_tools(item))}
        if IN_CI or not missing:
            return
        for item, tools in missing.items():
            self.add(f"{' and '.join(tools)} is not installed", item.nodeid)
        config.hook.pytest_deselected(items=list(missing))
        items[:] = [item for item in items if item not in missing]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """In CI a missing program is a mistake of the machine's set-up."""
        if tools := missing_tools(item):
            pytest.fail(f"needs {' and '.join(tools)}, which this machine must install", pytrace=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """A test that leaves itself out while it runs."""
        return self._judge((yield))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self,
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """A file that leaves itself out while it is collected."""
        return self._judge((yield))

    def _judge(self, report: Report) -> Report:
        if report.skipped:
            why = report.longrepr
            reason = str(why[2] if isinstance(why, tuple) else why).removeprefix("Skipped: ")
            if IN_CI:
                report.outcome = "failed"
                report.longrepr = f"{report.nodeid}: nothing may be left out in CI ({reason})"
            else:
                self.add(reason, report.nodeid)
        return report

    # A run split over several processes: each hands its list to the process that prints.
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send this worker's list."""
        worker = getattr(session.config, "workeroutput", None)
        if worker is not None:
            worker["left_out"] = [(reason, test) for reason, tests in self.left_out.items() for test in tests]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over a worker's list; all workers collect the same tests, so the lists overlap."""
        for reason, test in getattr(node, "workeroutput", {}).get("left_out", ()):
            self.add(reason, test)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was not run and why, also when the answer is nothing."""
        terminalreporter.section("not run")
        if not self.left_out:
            terminalreporter.write_line("nothing: every test collected was run")
        for reason, tests in sorted(self.left_out.items()):
            terminalreporter.write_line(f"{len(tests)} because {reason}: {', '.join(sorted(tests))}")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine's own addresses can be reached from a test."""
    connect = socket.socket.connect

    def local_only(line: socket.socket, address: Any, /) -> None:
        inet = line.family in (socket.AF_INET, socket.AF_INET6)
        if inet and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address!r}; tests use no network")
        connect(line, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Spark on this machine, started once: a test that takes it says ``@pytest.mark.needs("java")``."""
    from enjoined.money.engines.spark_engine import Spark

    with Spark("local[2]") as engine:
        yield engine
