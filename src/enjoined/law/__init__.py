"""The engine: coverage, activity, status, time line, proof. No input or output happens here.

Where is …? A stay, a lift, an end: ``activity``. Whom an order names: ``who``; which conditions and awards: ``covers``.
The status rule: ``status``. History, since and until: ``timeline``. Open facts: ``facts``. What a lawyer adds:
``qualifiers``. The chain: ``proof``. Who became bound or free: ``changes``, a nation by ``classes`` in the words of
``peers``. A world without an order: ``whatif``. Unsettled law: ``options``.
"""

from __future__ import annotations

from enjoined.law.activity import View
from enjoined.law.answer import Answer, answer_for
from enjoined.law.cell import ANY_AWARD, Acceptance, Award, Cell
from enjoined.law.facts import Fact, FactKind, SuppliedFact, parse_fact
from enjoined.law.options import Options
from enjoined.law.question import Question, answers, cells, timelines
from enjoined.law.status import Solution, Status, bearing_on, solve
from enjoined.law.timeline import Step, Timeline

__all__ = [
    "ANY_AWARD",
    "Acceptance",
    "Answer",
    "Award",
    "Cell",
    "Fact",
    "FactKind",
    "Options",
    "Question",
    "Solution",
    "Status",
    "Step",
    "SuppliedFact",
    "Timeline",
    "View",
    "answer_for",
    "answers",
    "bearing_on",
    "cells",
    "parse_fact",
    "solve",
    "timelines",
]
