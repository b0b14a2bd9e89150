"""Tables laid out as Arrow by hand are what pyarrow makes of the same values."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pyarrow  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from enjoined.money.engines.arrow import made

_KINDS = {
    "string": (pyarrow.string(), st.text()),
    "int32": (pyarrow.int32(), st.integers(-(2**31), 2**31 - 1)),
    "int64": (pyarrow.int64(), st.integers(-(2**63), 2**63 - 1)),
    "uint64": (pyarrow.uint64(), st.integers(0, 2**64 - 1)),
    "date": (pyarrow.date32(), st.dates()),
}


@given(st.data(), st.sampled_from(sorted(_KINDS)))
def test_a_column_is_what_pyarrow_makes_of_it(data: st.DataObject, kind: str) -> None:
    type_, of = _KINDS[kind]
    values = data.draw(st.lists(st.none() | of, max_size=40))
    table = made({"column": kind}, [values])
    table.validate(full=True)
    assert table.equals(pyarrow.table({"column": pyarrow.array(values, type=type_)}))
    assert table["column"].to_pylist() == values


def test_no_rows_and_the_first_day() -> None:
    types = {"day": "date", "name": "string"}
    assert made(types, []).num_rows == 0
    assert made(types, [[date.min, None], ["é", ""]]).to_pylist() == [
        {"day": date.min, "name": "é"},
        {"day": None, "name": ""},
    ]


def test_pandas_is_not_imported() -> None:
    code = "import sys; from enjoined.money.engines.arrow import made; made({'n': 'int64'}, [[1, None]]); "
    subprocess.run([sys.executable, "-c", f"{code}assert 'pandas' not in sys.modules"], check=True)
