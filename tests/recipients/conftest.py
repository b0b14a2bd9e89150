"""The index over the table of the repository, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enjoined.recipients import NameIndex

RECORDS = Path(__file__).resolve().parents[2] / "records" / "recipients"


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameIndex]:
    path = tmp_path_factory.mktemp("names") / "names.db"
    NameIndex.build(path, RECORDS / "places.csv", areas=RECORDS / "county_areas.csv")
    with NameIndex.open(path) as opened:
        yield opened
