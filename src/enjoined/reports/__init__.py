"""Answers as files that travel: web pages in one file, without scripts and without anything fetched."""

from __future__ import annotations
