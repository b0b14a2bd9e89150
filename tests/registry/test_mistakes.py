"""Every kind of mistake in a record is reported with its file, line and key path, all of them in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.errors import RegistryError
from enjoined.registry.open import load
from tests.registry.worlds import WORLD, write

CASE, INSTRUMENT = "cases/oak.yaml", "instruments/ex-2017.yaml"


def mistakes(root: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        load(root)
    assert all(isinstance(error, RegistryError) for error in caught.value.exceptions)
    return [str(error) for error in caught.value.exceptions]


def changed(root: Path, file: str, old: str, new: str) -> tuple[list[str], int]:
    """The mistakes after one change, and the line on which ``new`` stands."""
    text = WORLD[file]
    assert old in text
    write(root, {**WORLD, file: text.replace(old, new, 1)})
    return mistakes(root), text[: text.index(old)].count("\n") + 1


CHANGES = {
    "unknown key": (CASE, "court: ilnd", "cuort: ilnd", "cuort: unknown key (did you mean 'court'?)"),
    "missing key": (CASE, "{id: reversed, ", "{", "events[2].effects[0]: the key 'id' is missing"),
    "list wanted": (CASE, 'dockets: [1:17-cv-1, "ca7 17-1"]', "dockets: 1:17-cv-1", "dockets: a list is wanted"),
    "mapping wanted": (CASE, "scope: {who: {everyone: yes}, conditions: {ids: [ex-2017/56]}}", "scope: pi",
                       "events[0].effects[0].scope: a mapping is wanted here"),
    "text wanted": (CASE, "short: Oak", "short: [Oak]", "short: a text is wanted here"),
    "nothing written": (CASE, "short: Oak", "short:", "short: nothing is written here"),
    "bad word": (CASE, "kind: opinion", "kind: opnion",
                 "events[0].source[0].kind: 'opnion' is not a word for this (did you mean 'opinion'?; allowed: order"),
    "bad yes": (CASE, "everyone: yes", "everyone: maybe", "scope.who.everyone: 'maybe' is neither yes nor no"),
    "bad number": (INSTRUMENT, "fiscal_years: [2017]", "fiscal_years: [FY17]", "[0]: 'FY17' is not a whole number"),
    "bad year": (INSTRUMENT, "fiscal_years: [2017]", "fiscal_years: [17]", "fiscal_years[0]: 17 is not a fiscal year"),
    "bad day": (CASE, "date: 2017-09-15", "date: 2017-09-31", "events[0].date: '2017-09-31' is not a day"),
    "impossible day": (CASE, "date: 2017-09-15", "date: 9999-12-31", "events[0].date: '9999-12-31' is no day of"),
    "unknown day": (CASE, "date: 2017-09-15", "date: unknown",
                    "events[0].date: an unknown day still has a lower bound (write {after: 2021-03-19}"),
    "reversed between": (CASE, "[2018-06-26, 2018-06-28]", "[2018-06-28, 2018-06-26]",
                         "events[1].date.between: the second day is before the first"),
    "one day between": (CASE, "[2018-06-26, 2018-06-28]", "[2018-06-26]", "date.between: two days are wanted"),
    "two sorts of date": (CASE, "{after: 2019-04-01}", "{after: 2019-04-01, between: [2019-04-01, 2019-05-01]}",
                          "events[3].date: a date says one thing"),
    "mandate of an event": (CASE, "date: {after: 2019-04-01}", "date: {mandate: pi}",
                            "events[3].date.mandate: unknown key"),
    "ends before it begins": (CASE, "restrain: enjoined,", "restrain: enjoined, until: 2017-09-15,",
                              "events[0].effects[0].until: it ends before it has had effect"),
    "through before it begins": (CASE, "restrain: enjoined,", "restrain: enjoined, through: 2017-09-14,",
                                 "events[0].effects[0].through: it ends before it has had effect"),
    "two ends": (CASE, "restrain: enjoined,", "restrain: enjoined, until: 2018-01-01, through: unread,",
                 "until and through say the same thing"),
    "no verb": (CASE, "suspend: [pi], ", "", "an effect has exactly one verb, this has none"),
    "two verbs": (CASE, "suspend: [pi],", "suspend: [pi], end: [pi],",
                  "an effect has exactly one verb, this has suspend and end"),
    "word for another verb": (CASE, "suspend: [pi],", "suspend: [pi], final: yes,",
                              "effects[0].final: this cannot be said of suspend (only of end)"),
    "restraint without scope": (CASE, ", scope: {who: {everyone: yes}, conditions: {ids: [ex-2017/56]}}", "",
                                "effects[0]: the key 'scope' is missing"),
    "withdrawal without scope": ("notices/withdrawn.yaml", ", scope: {conditions: {families: [admit-agents]}}", "",
                                 "effects[0]: the key 'scope' is missing"),
    "withdrawal of nothing": ("notices/withdrawn.yaml", "families: [admit-agents]", "agencies: [other]",
                              "effects[0].end: no imposition up to that day is reached"),
    "literal alone": (CASE, "restrain: enjoined,", "restrain: enjoined, literal: {who: {everyone: yes}},",
                      "literal and construed go together"),
    "only possible": (CASE, "restrain: enjoined,", "restrain: enjoined, certainty: likely,",
                      "certainty: 'likely' is not a word for this (write possible"),
    "whether of what exists": (CASE, "restrain: enjoined,", "restrain: enjoined, whether: it was entered,",
                               "effects[0].whether: this is said of an effect that may not exist"),
    "dangling condition": (CASE, "ids: [ex-2017/56]", "ids: [ex-2017/57c]", "there is no condition 'ex-2017/57c'"),
    "dangling family": (CASE, "families: [notice-release]", "families: [notice-relase]",
                        "challenges.families[0]: there is no family 'notice-relase' (did you mean 'notice-release'?)"),
    "dangling effect": (CASE, "suspend: [pi]", "suspend: [reversd]",
                        "suspend[0]: there is no effect 'reversd' (did you mean 'reversed'?)"),
    "dangling effect of another case": (CASE, "suspend: [pi]", "suspend: [ok-v-dep/pi]",
                                        "there is no effect 'ok-v-dep/pi' (did you mean 'oak-v-dep/pi'?)"),
    "dangling wave": (CASE, "plaintiffs: [w1]", "plaintiffs: [w9]", "plaintiffs[0]: there is no wave 'w9' (name the wave of this"),
    "court that is like none": (CASE, "court: ilnd", "court: zzzz", "there is no court 'zzzz' (write an id as in courts.yaml)"),
    "dangling event": (CASE, "{mandate: mandate}", "{mandate: mandat}",
                       "from.mandate: there is no event 'mandat' (did you mean 'mandate'?)"),
    "dangling court": (CASE, "court: ilnd", "court: ilnb", "court: there is no court 'ilnb' (did you mean 'ilnd'?)"),
    "dangling program": (INSTRUMENT, '["99.001"]', '["99.002"]', "programs[0]: there is no program '99.002'"),
    "dangling association": (CASE, "names: [il/oak]", "names: [org/leage]",
                             "names[0]: there is no recipient 'org/leage' (did you mean 'org/league'?)"),
    "dangling act": ("families.yaml", "acts: [notify-release-date]", "acts: [notify-release]",
                     "acts[0]: there is no act 'notify-release' (did you mean 'notify-release-date'?)"),
    "listed twice": (CASE, "names: [il/oak]", "names: [il/oak, il/oak]", "names[1]: 'il/oak' is in the list twice"),
    "wave twice": (CASE, "names: [il/oak]}", "names: [il/oak]}\n  - {wave: w1, from: 2018-01-01, names: [il/elm]}",
                   "the wave 'oak-v-dep/w1' is also in "),
    "event twice": (CASE, "  - id: mandate", "  - id: reversal", "the event 'oak-v-dep/reversal' is also in "),
    "effect twice": (CASE, "{id: reversed", "{id: stay", "the effect 'oak-v-dep/stay' is also in "),
    "missing names": (CASE, "names: [il/oak]", "names: [il/oak], missing: 2",
                      "parties[0]: names are missing from a list that is complete (add complete: no)"),
    "claims of a stranger": (CASE, "names: [il/oak]", "names: [il/oak], claims: {il/elm: [dep]}",
                             "parties[0].claims: 'il/elm' is not a party of this wave"),
    "nobody": (CASE, "who: {everyone: yes}", "who: {within_claims: yes}", "within_claims speaks of plaintiffs"),
    "nobody but": (CASE, "who: {everyone: yes}", "who: {except: [il/oak]}", "who: this names nobody"),
    "empty selector": (CASE, "ids: [ex-2017/56]", "ids: []", "conditions.ids: the list is empty"),
    "empty scope": (CASE, "conditions: {ids: [ex-2017/56]}", "conditions: {}", "conditions: the mapping is empty"),
    "state in capitals": ("courts.yaml", "states: [il]", "states: [IL]", "states[0]: 'IL' is not a State"),
    "no source": (CASE, '    source: [{url: "https://example.org/pi", kind: opinion}]\n', "",
                  "events[0]: the key 'source' is missing"),
    "empty source": (CASE, '[{url: "https://example.org/pi", kind: opinion}]', "[]", "source: the list is empty"),
    "inferred": (CASE, "kind: opinion}", "kind: opinion, basis: inferred}", "what was inferred needs a note"),
    "no address": (CASE, "https://example.org/pi", "docket 78", "source[0]: 'docket 78' is not a web address"),
    "condition twice": (INSTRUMENT, 'number: "52"', 'number: "56a"', "the condition 'ex-2017/56a' is also in "),
    "part of the wrong family": (INSTRUMENT, "{part: a, family: admit-agents", "{part: a, family: admit-agent",
                                 "conditions[1].parts[0].family: there is no family 'admit-agent'"),
    "nothing imposed": (INSTRUMENT, "{id: imposed, impose: at-award}", "{id: imposed, hold: lawful, scope: {as: any}}",
                        "no event imposes anything"),
    "not imposed": (INSTRUMENT, "impose: at-award", "impose: at-award, scope: {conditions: {families: [certify-law]}}",
                    "no effect imposes this condition"),
    "incomplete without why": ("coverage.yaml", "complete: yes", "complete: no", "what is not complete needs a why"),
    "provision without days": ("policies/oak-ordinance.yaml",
                               "from: 2012-01-01", "from: 2012-01-01\n    until: 2012-01-01",
                               "provisions[0].until: it ends before it has had effect"),
    "edge of two sorts": ("recipients/hand.yaml", "member_of: org/league,", "member_of: org/league, part_of: il/elm,",
                          "edges[0]: an edge says one relation"),
    "edge without source": ("recipients/hand.yaml", ', source: [{url: "https://example.org/oak", kind: press}]', "",
                            "edges[0]: the edge has no source"),
    "new recipient without kind": ("recipients/hand.yaml", "  kind: city\n", "", "the key 'kind' is missing"),
    "agencies in a circle": ("agencies.yaml", "short: DEP}", "short: DEP, parent: dep-grants}",
                             "a circle: dep → dep-grants → dep"),
    "part of itself": ("recipients/hand.yaml", "{member_of: org/league,", "{part_of: il/oak,",
                       "a circle: il/oak → il/oak"),
    "slash in a short id": (CASE, "{id: stay,", "{id: st/ay,", "'st/ay' cannot be an id"),
    "bad id": (CASE, "case: oak-v-dep", "case: oak v dep", "'oak v dep' cannot be an id"),
    "no id": (CASE, "case: oak-v-dep\n", "", "this case has no id (begin with case: and its id)"),
    "acts before it exists": (CASE, "date: {between: [2018-06-26, 2018-06-28]}", "date: 2017-09-14",
                              "suspend: this begins before 'oak-v-dep/pi', on which it acts, exists"),
    "wrong verb": (CASE, "{id: reversed, end: [pi]", "{id: reversed, extend: [view]",
                   "effects[0].extend: extend cannot act on 'oak-v-dep/view', which is hold (only on impose, restrain"),
    "final end": (CASE, "from: {mandate: mandate}}", "final: yes}\n      - {id: undo, suspend: [reversed]}",
                  "effects[1].suspend: 'oak-v-dep/reversed' is a final end, which nothing undoes"),
    "child of no restraint": (CASE, "restrain: enjoined,", "restrain: enjoined, child_of: view,",
                              "effects[0].child_of: 'oak-v-dep/view' is no restraint"),
    "guard in a circle": (CASE, "restrain: enjoined,", "restrain: enjoined, while: {active: pi},",
                          "a circle: oak-v-dep/pi → oak-v-dep/pi (nothing can depend on itself"),
}  # fmt: skip


ELSEWHERE = {
    "wave twice": 1,
    "no source": -4,
    "condition twice": 12,
    "nothing imposed": -7,
    "not imposed": -9,
    "provision without days": 1,
    "new recipient without kind": -1,
    "part of itself": -5,
    "acts before it exists": 6,
    "final end": 1,
}
"""How many lines below the change the mistake is reported, where that is not its first line."""
NOT_ALONE = {"unknown key", "event twice", "not imposed"}
"""Changes that are mistakes in more than one place."""


@pytest.mark.parametrize("name", CHANGES)
def test_a_mistake_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    file, old, new, says = CHANGES[name]
    found, line = changed(tmp_path, file, old, new)
    error = next((error for error in found if says in error), f"not {says!r} in {found}")
    assert error.startswith(f"{tmp_path / file}:{line + ELSEWHERE.get(name, 0)}: ")
    assert (len(found) > 1) == (name in NOT_ALONE), found


def test_all_mistakes_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        acts=("title:", "titel:"),
        courts=("circuit: ca7, states", "circuit: ca8, states"),
        cases_oak=("kind: opinion", "kind: opnion"),
        policies_oak_ordinance=("from: 2012-01-01", "from: 2012-13-01"),
        groups_league=("name: League of Examples", "name: [\n"),
    )
    found = "\n".join(mistakes(tmp_path))
    for place in (
        "acts.yaml:1",
        "courts.yaml:2",
        "cases/oak.yaml:15",
        "policies/oak-ordinance.yaml:7",
        "league.yaml:",
    ):
        assert place in found
    assert [line for line in found.splitlines() if "did you mean 'opinion'" in line]


def test_mistakes_stand_in_order_of_file_and_line(tmp_path: Path) -> None:
    text = (
        WORLD[CASE].replace("{everyone: yes}", "{everyone: 1}").replace("checked: 2026-11-01", "checked: x")
    )
    write(tmp_path, {**WORLD, CASE: text, "acts.yaml": "a: {}\nb: {}\n"})
    places = [error.partition(": ")[0].removeprefix(f"{tmp_path}/") for error in mistakes(tmp_path)]
    assert places[:2] == ["acts.yaml:1", "acts.yaml:2"]
    assert [place for place in places if "oak.yaml" in place] == ["cases/oak.yaml:6", "cases/oak.yaml:17"]


def test_a_circle_of_several_effects_is_named_once(tmp_path: Path) -> None:
    text = WORLD[CASE]
    for old, new in (
        ("suspend: [pi],", "suspend: [pi, reversed],"),
        ("end: [pi], from: {mandate: mandate}", "end: [stay]"),
        ("{between: [2018-06-26, 2018-06-28]}", "2019-03-01"),
    ):
        text = text.replace(old, new)
    write(tmp_path, {**WORLD, CASE: text})
    (error,) = mistakes(tmp_path)
    assert "a circle: oak-v-dep/stay → oak-v-dep/reversed → oak-v-dep/stay" in error or (
        "a circle: oak-v-dep/reversed → oak-v-dep/stay → oak-v-dep/reversed" in error
    )


def test_a_stay_before_the_order_takes_effect_is_no_mistake(tmp_path: Path) -> None:
    text = WORLD[CASE].replace("restrain: enjoined,", "restrain: enjoined, from: 2018-07-15,")
    assert load(write(tmp_path, {**WORLD, CASE: text})).effects


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("case/x.yaml", "no records are read from here (did you mean 'cases'?)"),
        ("act.yaml", "no records are read from here (did you mean 'acts.yaml'?)"),
        ("cases/2017/x.yaml", "no records are read from here (put it directly into its folder"),
        (
            "zebra-crossing.yaml",
            "no records are read from here (put it into cases/, notices/ or another folder",
        ),
        ("cases/x.yml", "no records are read from here"),
    ],
)
def test_a_file_that_nobody_would_read_is_a_mistake(path: str, says: str, tmp_path: Path) -> None:
    write(tmp_path, {**WORLD, path: "x: y\n"})
    (error,) = mistakes(tmp_path)
    assert error.startswith(f"{tmp_path / path}: {says}")


def test_records_that_only_add_to_others_are_told_how_they_are_read(tmp_path: Path) -> None:
    write(tmp_path, {CASE: WORLD[CASE]})
    court = next(error for error in mistakes(tmp_path) if "there is no court" in error)
    assert (
        "(courts.yaml is not here: records that add to others are read on top of them, with --registry)"
        in court
    )


def test_files_of_other_rooms_are_only_read_as_yaml(tmp_path: Path) -> None:
    write(tmp_path, {**WORLD, "recognition/deep/x.yaml": "any: [thing]\n"})
    assert load(tmp_path).acts
    write(tmp_path, {"recognition/deep/x.yaml": "any: 1\nany: 2\n"})
    assert "recognition/deep/x.yaml:2: the key 'any' is here twice" in mistakes(tmp_path)[0]


def test_the_same_id_in_two_files_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, {**WORLD, "cases/oak2.yaml": WORLD[CASE]})
    assert any("the case 'oak-v-dep' is also in" in error for error in mistakes(tmp_path))


def test_a_case_and_an_instrument_cannot_share_an_id(tmp_path: Path) -> None:
    write(tmp_path, {**WORLD, CASE: WORLD[CASE].replace("case: oak-v-dep", "case: ex-2017")})
    assert any("the record 'ex-2017' is also in" in error for error in mistakes(tmp_path))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (error,) = mistakes(tmp_path / "nowhere")
    assert "the records cannot be read" in error


# --- whatever stands in the files -----------------------------------------------------------------------------

LINES = sorted({line for text in WORLD.values() for line in text.splitlines()})
SCRAPS = st.sampled_from(
    [*LINES, "- []", "x: {", "  - {}", "events: []", "  effects: [x, {a: b}]", "date:", "?", "\t"]
)


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, str]:
    """The world with lines dropped, doubled, moved in from elsewhere, indented or cut."""
    name = draw(st.sampled_from(sorted(WORLD)))
    lines = WORLD[name].splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        how = draw(st.integers(0, 5))
        line = lines[at] if lines else ""
        cut = draw(st.integers(0, len(line)))
        change = (
            [],
            [line, line],
            [draw(SCRAPS)],
            [line, draw(SCRAPS)],
            ["  " + line],
            [
                line[:cut]
                + draw(st.sampled_from(["", "[", "}", ": ", " #", "/", "'", "é", "0"]))
                + line[cut + 1 :]
            ],
        )[how]
        lines[at : at + 1] = change
    return {**WORLD, name: "\n".join(lines) + "\n"}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoilt())
def test_spoilt_records_load_or_are_refused(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    try:
        assert load(tmp_path).hash
    except ExceptionGroup as group:
        assert all(isinstance(error, RegistryError) and error.where for error in group.exceptions)
