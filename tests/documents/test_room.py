"""The room offers its public names without loading what a caller does not use."""

from __future__ import annotations

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from enjoined import documents


@pytest.mark.parametrize("name", documents.__all__)
def test_a_public_name_is_never_the_module_of_that_name(name: str) -> None:
    found = getattr(documents, name)
    importlib.import_module(found.__module__ if hasattr(found, "__module__") else "enjoined.documents.page")
    assert not isinstance(getattr(documents, name), ModuleType)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        documents.nothing  # noqa: B018


@pytest.mark.parametrize(
    "order",
    [
        "import enjoined.documents.recognition.match, enjoined.documents.recognition.recognise, enjoined.documents.files.contents",
        "from enjoined.documents import match, recognise, contents",
    ],
)
def test_the_order_of_imports_does_not_change_what_a_name_means(order: str) -> None:
    code = f"{order}\nfrom enjoined.documents import match, recognise, contents\nprint(match, recognise, contents)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.count("<function") == 3


def test_words_are_read_without_the_readers_of_files() -> None:
    code = "import sys, enjoined.documents.recognition.terms; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert (
        loaded & {"pypdfium2", "lxml", "yaml", "subprocess", "enjoined.documents.recognition.recognise"}
        == set()
    )
