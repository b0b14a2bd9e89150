"""What the loader makes of sound records."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    Attaches,
    CaseKind,
    Effect,
    Kind,
    Moment,
    Product,
    Scope,
    iso,
    parse_day,
)
from enjoined.registry.open import load
from enjoined.registry.releases.cache import decode_law, encode_law
from enjoined.registry.table import LawTable
from tests.registry.worlds import WORLD, load_world, write


@pytest.fixture(scope="module")
def law() -> LawTable:
    return load_world({})


def effect(line: str, event: str = "date: 2017-09-20") -> Effect:
    """One more effect of the Oak case, in an event of its own."""
    added = f"""
  - id: more
    {event}
    kind: order
    title: Another order.
    source: [{{url: "https://example.org/more", kind: order}}]
    effects:
      - {line}
"""
    return load_world({"cases/oak.yaml": WORLD["cases/oak.yaml"] + added}).effects["oak-v-dep/more"]


def day(text: str) -> int:
    return parse_day(text)


def test_a_clause_with_parts_becomes_one_condition_for_each(law: LawTable) -> None:
    assert sorted(law.conditions) == ["ex-2017/52", "ex-2017/56a", "ex-2017/56b"]
    part = law.conditions["ex-2017/56b"]
    assert (part.number, part.part, part.title, part.family) == ("56", "b", "Jails", "notice-release")
    assert part.binds == STATE_KINDS | {Kind.COUNTY}
    assert part.binds_sub == frozenset()
    assert part.sources == law.conditions["ex-2017/56a"].sources != ()


def test_words_for_several_kinds(law: LawTable) -> None:
    condition = law.conditions["ex-2017/52"]
    assert condition.binds == STATE_KINDS | LOCAL_KINDS
    assert condition.binds_sub == LOCAL_KINDS


def test_a_number_with_parts_stands_for_them_in_a_scope(law: LawTable) -> None:
    (product,) = law.effects["oak-v-dep/pi"].scope.products
    assert product.conditions.ids == {"ex-2017/56a", "ex-2017/56b"}


def test_an_imposition_reaches_its_instrument_unless_it_says_otherwise(law: LawTable) -> None:
    imposed = law.effects["ex-2017/imposed"]
    (product,) = imposed.scope.products
    assert imposed.attaches is Attaches.AT_AWARD
    assert product.conditions.instruments == {"ex-2017"}
    assert product.awards.programs == {"99.001"} and product.awards.fiscal_years == {2017}


def test_an_imposition_that_names_conditions_keeps_the_awards_of_its_instrument() -> None:
    old = "{id: imposed, impose: at-award}"
    new = (
        "{id: imposed, impose: floating, scope: {conditions: {instruments: [ex-2017]}, who: {everyone: yes}}}"
    )
    text = WORLD["instruments/ex-2017.yaml"].replace(old, new)
    (product,) = load_world({"instruments/ex-2017.yaml": text}).effects["ex-2017/imposed"].scope.products
    assert product.awards.fiscal_years == {2017}


def test_conditions_are_issued_when_first_imposed(law: LawTable) -> None:
    assert {iso(c.issued) for c in law.conditions.values()} == {"2017-07-25"}


def test_short_ids_become_full_ones(law: LawTable) -> None:
    stay = law.effects["oak-v-dep/stay"]
    assert stay.targets == ("oak-v-dep/pi",)
    assert stay.scope.products[0].who.excluding[0].plaintiffs == ("oak-v-dep/w1",)


def test_a_modifier_without_scope_has_no_limit(law: LawTable) -> None:
    assert law.effects["oak-v-dep/reversed"].scope == Scope.of(Product())


def test_an_effect_begins_with_its_event(law: LawTable) -> None:
    owner = "oak-v-dep/stay"
    between = Moment(earliest=parse_day("2018-06-26"), latest=parse_day("2018-06-28"), owner=owner)
    stay = law.effects["oak-v-dep/stay"]
    assert stay.start == between == law.events[owner].date
    assert stay.known == (between,)


def test_what_waits_for_a_mandate_has_its_date_and_is_known_only_with_it(law: LawTable) -> None:
    ended = law.effects["oak-v-dep/reversed"]
    mandate = Moment(earliest=parse_day("2019-04-02"), latest=None, owner="oak-v-dep/mandate")
    assert ended.start == mandate
    assert ended.known == (law.events["oak-v-dep/reversal"].date, mandate)


def test_an_event_may_become_known_later(law: LawTable) -> None:
    letter = law.events["withdrawn/letter"]
    assert (iso(letter.date.earliest), iso(letter.known.earliest)) == ("2021-05-01", "2021-05-03")
    assert letter.known.owner != letter.date.owner
    assert law.effects["withdrawn/gone"].known == (letter.known,)


SCOPE = "scope: {who: {plaintiffs: [w1]}, conditions: {families: [certify-law]}}"


def test_through_is_the_last_day_and_until_the_first_without() -> None:
    through = effect(f"{{id: more, restrain: enjoined, through: 2017-09-30, {SCOPE}}}")
    until = effect(f"{{id: more, restrain: enjoined, until: 2017-10-01, {SCOPE}}}")
    assert through.until == until.until == Moment.on(parse_day("2017-10-01"), "oak-v-dep/more#until")


@pytest.mark.parametrize(
    ("entered", "last"),
    [
        ("2025-03-04", "2025-03-18"),  # a Tuesday
        ("2025-03-01", "2025-03-17"),  # day 14 is a Saturday
        ("2025-02-03", "2025-02-18"),  # day 14 is Washington's Birthday
        ("2021-06-04", "2021-06-21"),  # day 14 is the Friday on which the first Juneteenth was observed
    ],
)
def test_an_order_whose_end_is_unread_is_in_force_for_fourteen_days(entered: str, last: str) -> None:
    order = effect(f"{{id: more, restrain: enjoined, through: unread, {SCOPE}}}", f"date: {entered}")
    assert order.until == Moment(earliest=day(last) + 1, latest=None, owner="oak-v-dep/more#until")  # type: ignore[arg-type]


def test_dates_of_one_effect_are_different_facts() -> None:
    line = (
        "{id: more, restrain: enjoined, from: {after: 2017-09-21}, until: {after: 2018-01-01}, " + SCOPE + "}"
    )
    order = effect(line)
    assert order.until is not None
    assert len({order.start.owner, order.until.owner, order.known[0].owner}) == 3


def test_a_withdrawal_ends_the_impositions_it_can_reach(law: LawTable) -> None:
    assert law.effects["withdrawn/gone"].targets == ("ex-2017/imposed",)


def test_a_withdrawal_does_not_end_what_came_later() -> None:
    later = (
        WORLD["instruments/ex-2017.yaml"].replace("ex-2017", "ex-2022").replace("2017-07-25", "2022-07-25")
    )
    gone = load_world({"instruments/ex-2022.yaml": later}).effects["withdrawn/gone"]
    assert gone.targets == ("ex-2017/imposed",)


def test_effects_know_what_acts_on_them_and_whose_later_wave_they_are(law: LawTable) -> None:
    assert law.modifiers["oak-v-dep/pi"] == ("oak-v-dep/stay", "oak-v-dep/reversed")
    assert law.modifiers["ex-2017/imposed"] == ("withdrawn/gone",)
    child = WORLD["cases/oak.yaml"].replace(
        "      - {id: stay,",
        f"      - {{id: second, restrain: enjoined, child_of: pi, {SCOPE}}}\n      - {{id: stay,",
    )
    assert load_world({"cases/oak.yaml": child}).effects["oak-v-dep/second"].child_of == "oak-v-dep/pi"


def test_a_holding_is_law_of_its_courts_circuit(law: LawTable) -> None:
    assert law.effects["oak-v-dep/view"].circuit == "ca7"


def test_an_event_is_of_its_cases_court_unless_it_says_so(law: LawTable) -> None:
    assert law.events["oak-v-dep/pi"].court == "ilnd"
    assert law.events["oak-v-dep/stay"].court == "ca7"


def test_instruments_and_notices_are_cases_too(law: LawTable) -> None:
    kinds = {case.id: case.kind for case in law.cases.values()}
    assert kinds == {
        "oak-v-dep": CaseKind.LITIGATION,
        "withdrawn": CaseKind.NOTICE,
        "ex-2017": CaseKind.INSTRUMENT,
    }
    assert law.cases["ex-2017"].events == law.instruments["ex-2017"].events == ("ex-2017/issued",)
    assert law.cases["withdrawn"].families == ("admit-agents",)


def test_events_stand_in_order_of_their_days() -> None:
    text = WORLD["cases/oak.yaml"].replace("date: 2017-09-15", "date: 2017-09-15\n    sequence: 2")
    head, *rest = text.partition("  - id: stay\n")
    source = '[{url: "https://example.org", kind: order}]'
    early = (
        f"  - {{id: early, date: 2017-09-15, sequence: 1, kind: order, title: First., source: {source}}}\n"
    )
    law = load_world({"cases/oak.yaml": "".join([head, early, *rest])})
    assert law.cases["oak-v-dep"].events[:2] == ("oak-v-dep/early", "oak-v-dep/pi")


def test_members_come_from_the_group_and_from_the_recipients(law: LawTable) -> None:
    members = {id_: start for id_, start, _ in law.groups["org/league"].members}
    assert members["il/elm"] == Moment(
        earliest=parse_day("2017-01-02"), latest=None, owner="org/league#il/elm#from"
    )
    assert members["il/oak"] == Moment.on(parse_day("2010-01-01"))


def test_docket_numbers_and_words_stay_strings(law: LawTable) -> None:
    assert law.cases["oak-v-dep"].dockets == ("1:17-cv-1", "ca7 17-1")


def test_the_table_survives_being_written(law: LawTable) -> None:
    assert decode_law(encode_law(law)) == law


def test_the_same_law_is_the_same_bytes(law: LawTable) -> None:
    assert encode_law(law) == encode_law(load_world({}))


def places(root: Path) -> None:
    (root / "recipients" / "places.csv").write_text(
        "id,kind,name,state,geoids,counties,population,population_year,aliases\n"
        "il,state,Illinois,il,17,,12812508,2020,\n"
        "il/oak,city,Oak,il,1754820;17999,17031,52000,2020,\n"
        "il/elm,city,Elm,il,1754821,17031,,,\n"
        "il/elmhurst,city,Elmhurst,il,1754822,17031,,,\n"
    )


def test_a_record_enriches_the_generated_table(tmp_path: Path) -> None:
    write(tmp_path, recipients_hand=("  kind: city\n  name: Oak\n", ""))
    places(tmp_path)
    oak = load(tmp_path).recipients["il/oak"]  # type: ignore[index]
    assert (oak.kind, oak.name, oak.population) == (Kind.CITY, "Oak", 52000)
    assert oak.geoids == ("1754820", "17999")
    assert oak.aliases == ("Oaktown",)


def test_with_a_table_of_governments_every_name_must_be_in_it(tmp_path: Path) -> None:
    write(tmp_path, groups_league=("il/elm", "il/elmhrst"))
    places(tmp_path)
    with pytest.raises(ExceptionGroup) as caught:
        load(tmp_path)
    (error,) = caught.value.exceptions
    assert "there is no recipient 'il/elmhrst' (did you mean 'il/elmhurst'?)" in str(error)


# --- overlays -------------------------------------------------------------------------------------------------


def test_an_overlay_adds_and_replaces_whole_records(tmp_path: Path) -> None:
    base = write(tmp_path / "base")
    text = WORLD["cases/oak.yaml"].replace("short: Oak", "short: Ours").replace("checked: 2026-11-01\n", "")
    letter = WORLD["notices/withdrawn.yaml"].replace("notice: withdrawn", "notice: private")
    overlay = write(tmp_path / "over", {"cases/anything.yaml": text, "notices/private.yaml": letter})
    law = load(base, [overlay])
    case = law.cases["oak-v-dep"]  # type: ignore[index]
    assert (case.short, case.checked) == ("Ours", None)
    assert law.effects["private/gone"].targets == ("ex-2017/imposed",)  # type: ignore[index]
    assert msgspec.structs.replace(load(base), hash="") == msgspec.structs.replace(load_world({}), hash="")


def test_a_mistake_in_an_overlay_names_its_file(tmp_path: Path) -> None:
    base = write(tmp_path / "base")
    acts = {"acts.yaml": "admit-federal-agents: {title: Admit, abuot: x}\n"}
    overlay = write(tmp_path / "over", acts)
    with pytest.raises(ExceptionGroup) as caught:
        load(base, [overlay])
    assert all("over/acts.yaml:1" in str(error) for error in caught.value.exceptions)


def test_an_overlay_may_replace_one_line_of_a_small_file(tmp_path: Path) -> None:
    base = write(tmp_path / "base")
    overlay = write(tmp_path / "over", {"acts.yaml": "admit-federal-agents: {title: Changed, about: x}\n"})
    law = load(base, [overlay])
    assert {act.title for act in law.acts.values()} == {"Changed", "Notify of release"}
