"""A news story in, a sourced brief out.

Where is …? A text, a saved page, a PDF or a message as a story with its day: ``story``. Which case it is, what the
records call things, what a story names and in what part: ``matching``. What it asserts of the law: ``assertions``.
Where that case stood and stands: ``posture``, ``record``. The time line: ``picture``. The parts as values: ``notes``,
made by ``sheet``; all together: ``compose``.
"""

from __future__ import annotations

from enjoined.brief.compose import brief, brief_of
from enjoined.brief.notes import Brief
from enjoined.brief.story.read_file import read_story
from enjoined.brief.story.story import Story, story_of

__all__ = ["Brief", "Story", "brief", "brief_of", "read_story", "story_of"]
