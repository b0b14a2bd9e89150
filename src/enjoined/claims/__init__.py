"""Claims: what a sentence says about crime figures, and whether the figures bear it out.

report = check_claim("Chicago had 765 murders in 2016", on=None)

Where is …? Sentences put straight before they are parsed: ``rewording``. Tokens, and what shape a claim has:
``grammar``, ``shapes``. The checkable form itself: ``claim``. The figures: ``figures``. The verdict: ``judging``; from
a text to its report: ``check``.
"""

from __future__ import annotations

from enjoined.claims.check import ClaimReport, FoundClaim, check_claim, find_claims

__all__ = ["ClaimReport", "FoundClaim", "check_claim", "find_claims"]
