"""The engine: coverage, activity, status, time line, proof. No input or output happens here.

Where is …? A stay, a lift, an end: ``activity``. The status rule: ``status``; history, since and until: ``timeline``;
what the records leave open: ``facts``; unsettled law: ``options``. Whom an order names and which conditions it reaches:
``coverage/``. The restraints, what a lawyer adds, the chain, the words: ``answering/``. Who became bound or free, a
nation by classes, a world without an order: ``worlds/``. The same law as tables: ``compiled/``.
"""

from __future__ import annotations

from enjoined.law.activity import View
from enjoined.law.answering.answer import Answer, answer_for
from enjoined.law.answering.question import Question, answers, cells, timelines
from enjoined.law.cell import ANY_AWARD, Acceptance, Award, Cell
from enjoined.law.facts import Fact, FactKind, SuppliedFact, parse_fact
from enjoined.law.options import Options
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
