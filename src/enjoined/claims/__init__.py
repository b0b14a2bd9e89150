"""Claims: what a sentence says about crime figures, and whether the figures bear it out.

report = check_claim("Chicago had 765 murders in 2016", on=None)
"""

from __future__ import annotations

from enjoined.claims.check import ClaimReport, FoundClaim, check_claim, find_claims

__all__ = ["ClaimReport", "FoundClaim", "check_claim", "find_claims"]
