"""One registry and one lexicon for all tests of briefs."""

from __future__ import annotations

import pytest

from enjoined.brief.matching.lexicon import Lexicon, lexicon_of
from enjoined.registry.open import Registry, open_registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    return open_registry()


@pytest.fixture(scope="session")
def lexicon(registry: Registry) -> Lexicon:
    return lexicon_of(registry)
