"""Web pages from templates: one file each, everything escaped, nothing loaded from elsewhere."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from enjoined import __version__

__all__ = ["render"]


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("enjoined.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """The page that a template of ``reports/templates`` makes of some values; every value is escaped."""
    return _templates().get_template(template).render(values, engine=__version__)
