"""A news story in, a sourced brief out.

Where is …? Reading a text, a saved page or a PDF: ``story``, ``read_page``; the day it was told: ``dates``. What the
records call things: ``lexicon``; what a story names, and in what part: ``mentions``, ``reading``. Which case it is:
``match``; a suit nobody recorded: ``unrecorded``. Where that case stood and stands: ``posture``, ``record``. What the
story asserts of the law: ``assertions``. The time line: ``picture``. The parts as values: ``notes``, made by ``sheet``;
all together: ``compose``.
"""

from __future__ import annotations

from enjoined.brief.compose import brief, brief_of
from enjoined.brief.notes import Brief
from enjoined.brief.read_file import read_story
from enjoined.brief.story import Story, story_of

__all__ = ["Brief", "Story", "brief", "brief_of", "read_story", "story_of"]
