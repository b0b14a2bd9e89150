"""The file of decisions: read whole, the most exact one counts, every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.errors import InputError
from enjoined.model import RecipientId
from enjoined.recipients import AwardRecipient, Override, Overrides, read_overrides

CHICAGO = RecipientId("il/chicago")


def known(identifier: str) -> bool:
    return identifier in ("il/chicago", "il/cook-county")


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(("name,state,uei,recipient", *lines)), encoding="utf-8")
    return path


def test_decisions_are_read_in_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"SHERIFF, COOK COUNTY",il,,il/cook-county',
        ",,ABCDEFGH1234,il/chicago",
        '"THE ""SMALL"" CLUB",il,,None',
    )
    assert list(read_overrides(path, known)) == [
        Override("SHERIFF, COOK COUNTY", "il", "", RecipientId("il/cook-county")),
        Override("", "", "ABCDEFGH1234", CHICAGO),
        Override('THE "SMALL" CLUB', "il", "", None),
    ]


def test_a_file_that_is_not_there_holds_no_decisions(tmp_path: Path) -> None:
    assert len(read_overrides(tmp_path / "none.csv", known)) == 0


def test_the_most_exact_decision_counts() -> None:
    decided = Overrides(
        [
            Override("", "", "ABCDEFGH1234", None),
            Override("City of Chicago", "", "ABCDEFGH1234", CHICAGO),
            Override("City of Chicago", "in", "", None),
        ]
    )
    both = decided.find(AwardRecipient("CITY OF CHICAGO", "IN", uei="abcdefgh1234"))
    assert both is not None
    assert both.recipient == CHICAGO
    alone = decided.find(AwardRecipient("Something else", "IL", uei="ABCDEFGH1234"))
    assert alone is not None
    assert alone.recipient is None
    assert decided.find(AwardRecipient("CITY OF CHICAGO", "IL")) is None


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "CITY OF CHICAGO,IL,,il/chicago",
        "City of Chicago,il,,none",
        "X,IL,,il/chicgo",
        "X,ZZ,,il/chicago",
        ",IL,,il/chicago",
        "Y,IL,123,il/chicago",
        "Y,IL,,springfield",
    )
    with pytest.raises(ExceptionGroup) as caught:
        read_overrides(path, known)
    errors = [e for e in caught.value.exceptions if isinstance(e, InputError)]
    assert [e.where for e in errors] == [f"{path}:{line}" for line in (3, 4, 5, 6, 7, 8)]
    assert "contradicts line 2" in str(errors[0])
    assert all(e.remedy for e in errors)


def test_a_line_without_a_recipient_is_not_decided_yet(tmp_path: Path) -> None:
    assert len(read_overrides(written(tmp_path, "Y,IL,,", "X,IL,,il/chicago"), known)) == 1


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("who,what\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not name the columns"):
        read_overrides(path, known)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_overrides(path, known)
