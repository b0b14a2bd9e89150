"""How long it takes to match many distinct recipients of awards, beside rapidfuzz alone on a sample of them.

``python bench/names/measure.py [COUNT]`` (300,000 if not given) writes a table on standard output.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from rapidfuzz import fuzz, process

from enjoined.recipients import Matcher
from enjoined.recipients.normalise import fold
from enjoined.registry.open import open_registry

sys.path.insert(0, str(Path(__file__).parent))

from people import recipients

SAMPLE = 300


def main() -> None:
    """Generate, match, compare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    registry = open_registry()
    places = list(registry.names.places())
    items = list(recipients(places, count))
    begin = time.perf_counter()
    matcher = Matcher(registry.names, registry.law.recipients.values())
    built = time.perf_counter() - begin
    begin = time.perf_counter()
    matches = matcher.match_many(items)
    took = time.perf_counter() - begin
    titles = [fold(place.title) for place in places]
    sample = items[:: max(1, count // SAMPLE)]
    begin = time.perf_counter()
    for item in sample:
        process.extractOne(fold(f"{item.name}, {item.state}"), titles, scorer=fuzz.ratio)
    plain = (time.perf_counter() - begin) / len(sample)
    methods = Counter("listed" if m.ambiguous else m.method.value for m in matches)
    print(
        "| recipients | building, s | matching, s | µs each | rapidfuzz extractOne, µs each | times faster |"
    )
    print("|---|---|---|---|---|---|")
    each = took / count
    print(
        f"| {count:,} | {built:.2f} | {took:.2f} | {each * 1e6:.1f} | {plain * 1e6:,.0f} | {plain / each:,.0f} |"
    )
    print()
    print("; ".join(f"{name} {number:,}" for name, number in methods.most_common()))


if __name__ == "__main__":
    main()
