"""Courses: the states that a limb goes through for people of whom its variables say the same.

What certainly reaches nobody of them is left out of the limb first, so that most limbs have few courses. A state
without open facts is the same for all courses; one with open facts is worked out once for all days on which everything
that is looked at is alike, here or in the courses of other limbs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property

from enjoined.law.activity import View
from enjoined.law.compiled.frames import Frame, Opening
from enjoined.law.compiled.kleene import Activity, activity
from enjoined.law.compiled.limbs import Limb
from enjoined.law.compiled.nodes import bits_of_texts, spans
from enjoined.law.compiled.pieces import Bits, Piece, Space
from enjoined.law.compiled.selectors import Value, Values
from enjoined.law.facts import Fact
from enjoined.model import NO, UNKNOWN, YES, ConditionId, Day, Effect, EffectId, Truth, Verb
from enjoined.registry.table import LawTable

__all__ = ["Course", "Courses", "State"]

Met = Mapping[Fact, EffectId]
"""Facts met on the way to an answer, each with the effect that first turned on it."""


class State:
    """What the effect of a limb is on some days: whether it is active, and whether it would be but for what ended it.

    ``asked`` is the course that says which facts are open and what they settle, with a day on which it is in this
    state; ``None``: none are. A ``dated`` state asks facts of the very day.
    """

    __slots__ = ("active", "asked", "but_for_ends", "dated", "effect", "imposes")

    def __init__(
        self,
        effect: Effect,
        active: Truth,
        but_for_ends: Truth,
        asked: tuple[Course, Day] | None = None,
        *,
        dated: bool = False,
    ) -> None:
        self.effect = effect
        self.active = active
        self.but_for_ends = but_for_ends
        self.asked = asked
        self.dated = dated
        self.imposes = effect.verb is Verb.IMPOSE

    def met(self, day: Day) -> tuple[Met, Met]:
        """The facts met where it is asked whether the effect is active, and but for ends, on a day in this state."""
        if self.asked is None:
            return {}, {}
        course, known = self.asked
        return course.met(day if self.dated else known)

    def bits(self, space: Space) -> Activity:
        """In which completions it is active, on a day in this state."""
        if self.asked is None or UNKNOWN not in (self.active, self.but_for_ends):
            return Activity(*[(space.full if t is YES else 0,) * 2 for t in (self.active, self.but_for_ends)])
        course, known = self.asked
        return course.bits(Space(space.holds, space.full, space.day if self.dated else known))


Steps = list[tuple[Day | None, State | None]]
"""States, each with its first day (``None``: ever); no state where nobody looks at an effect or it certainly is out."""


class Course:
    """A limb without what certainly does not reach some people, and the values that its variables have for them.

    ``listed`` says whether it is open of them on which lists they stand.
    """

    def __init__(self, courses: Courses, limb: Limb, numbers: tuple[int, ...]) -> None:
        values = courses.values
        self.limb = limb
        self.numbers = numbers
        self.listed = any(values.listings[n] for n in numbers)
        self._asks = limb.asks or any(values.asks[n] for n in numbers)
        self._values = {variable: values.all[n] for variable, n in zip(limb.variables, numbers, strict=True)}
        self._courses = courses
        self._met: dict[Day, tuple[Met, Met]] = {}

    def on(self, day: Day) -> State | None:
        """The state on a day."""
        steps = self.steps
        return steps[bisect_right(steps, day, 1, key=lambda step: step[0] or Day(0)) - 1][1]

    @cached_property
    def steps(self) -> Steps:
        """All states in order."""
        frame = self.limb.frames.of(self._values.values())
        openings = [frame.opening(node) for node in self.limb.nodes]
        found: Steps = []
        for stretch, state in self._states(frame, openings):
            if not found or state is not found[-1][1]:
                found.append((frame.days[stretch - 1] if stretch else None, state))
        return found

    def _states(self, frame: Frame, openings: list[Opening]) -> Iterator[tuple[int, State | None]]:
        limb, effect = self.limb, self.limb.effect
        space = Space({}, frame.full, Day(0))
        people = {n: _bits_of(value, frame) for n, value in self._values.items()}
        covers = [bits_of_texts(node, people, space) for node in limb.nodes]
        active, but_for_ends = activity(
            limb, [o.open for o in openings], [o.begun for o in openings], covers, space
        )
        imposes = effect.verb is Verb.IMPOSE
        moves = 1 | _moves(active) | (_moves(but_for_ends) if imposes else 0)
        if self._asks:
            moves |= self._changes(frame, openings)
        moves &= frame.full
        while moves:
            bit = moves & -moves
            moves ^= bit
            is_active = _truth(active, bit)
            would_be = _truth(but_for_ends, bit) if imposes else is_active
            stretch = bit.bit_length() - 1
            # What is asked about a restraint that is certainly in force, or certainly not, settles nothing.
            certain = is_active is not UNKNOWN and not imposes
            if certain or not self._asks or not openings[-1].looked_at & bit:
                yield stretch, self._courses.plain(effect, is_active, would_be)
                continue
            day = frame.day(stretch)
            key = self._alike(openings, bit, day)
            yield stretch, self._courses.asking(key, effect, is_active, would_be, (self, day))

    def _changes(self, frame: Frame, openings: list[Opening]) -> int:
        """The stretches that begin on days on which anything may change."""
        found = frame.changes(
            [day for value in self._values.values() for day, _ in value[1:] if day is not None]
        )
        for opening in openings:
            found |= opening.changes
        return found

    def _alike(self, openings: list[Opening], bit: int, day: Day) -> Hashable:
        """What days share that are alike, here or in other courses; ``None`` if facts of the very day are asked."""
        limb = self.limb
        if limb.asks_of_today:
            return None
        live = tuple([n for n, opening in enumerate(openings) if opening.looked_at & bit])
        nodes = [limb.nodes[n] for n in live]
        if any(node.window.is_open(day) for node in nodes):
            return None
        windows = tuple([(bool(openings[n].open[0] & bit), bool(openings[n].begun[0] & bit)) for n in live])
        variables = sorted({n for node in nodes for n in node.variables})
        values = tuple([piece_on(self._values[n], day).key for n in variables])
        return limb.key(live), windows, values, day if day in limb.printed else None

    # --- with open facts ------------------------------------------------------------------------------------------

    def met(self, day: Day) -> tuple[Met, Met]:
        """The facts that the reference meets on a day: whether the effect is active, and then but for ends."""
        found = self._met.get(day)
        if found is None:
            effect = self.limb.effect
            view = _Quick(self._courses.law, self.limb.cell, day).known_coverage(self.limb, self._values)
            view.active(effect.id)
            before = dict(view.met)
            if effect.verb is Verb.IMPOSE:
                view.active_but_for_ends(effect.id)
            found = self._met[day] = before, view.met
        return found

    def bits(self, space: Space) -> Activity:
        """In which completions of some facts the effect is active, on the day of the space."""
        limb, day = self.limb, space.day
        people = {n: piece_on(value, day).bits(space) for n, value in self._values.items()}
        covers = [bits_of_texts(node, people, space) for node in limb.nodes]
        windows = [node.window.piece(day).bits(space) for node in limb.nodes]
        begun = [
            node.window.piece(day, ends=False).bits(space) if links.extends else (0, 0)
            for node, links in zip(limb.nodes, limb.links, strict=True)
        ]
        return activity(limb, windows, begun, covers, space)


def _bits_of(value: Value, frame: Frame) -> Bits:
    if len(value) == 1:
        truth, full = value[0][1].truth, frame.full
        return (full if truth is YES else 0), (0 if truth is NO else full)
    starts, pieces = zip(*value, strict=True)
    return frame.bits(spans(starts, [piece.truth for piece in pieces]))


def _moves(bits: Bits) -> int:
    """The stretches that are not as the one before."""
    must, may = bits
    return (must ^ (must << 1)) | (may ^ (may << 1))


def _truth(bits: Bits, bit: int) -> Truth:
    must, may = bits
    return YES if must & bit else UNKNOWN if may & bit else NO


def piece_on(value: Value, day: Day) -> Piece:
    """The piece of a value that counts on a day."""
    if len(value) == 1:
        return value[0][1]
    return next(piece for start, piece in reversed(value) if start is None or start <= day)


class Courses:
    """The courses and states of all limbs of a law, each once."""

    def __init__(self, law: LawTable, values: Values) -> None:
        self.law = law
        self.values = values
        self._of_limbs: dict[Limb, _OfLimb] = {}
        self._parts: dict[Hashable, Limb] = {}
        self._courses: dict[tuple[Limb, tuple[int, ...]], Course] = {}
        self._plain: dict[tuple[EffectId, Truth, Truth], State] = {}
        self._asking: dict[Hashable, State] = {}

    def of_limb(self, limb: Limb) -> Mapping[Hashable, Course | None]:
        """The course of a limb for each tuple of numbers of values (one number, if it has one variable).

        ``None``: the limb certainly reaches none of these people and asks nothing.
        """
        found = self._of_limbs.get(limb)
        if found is None:
            found = self._of_limbs[limb] = _OfLimb(self, limb)
        return found

    def course(self, limb: Limb, numbers: tuple[int, ...]) -> Course:
        """The course of a limb that is not to be reduced, where its variables have these values."""
        found = self._courses.get((limb, numbers))
        if found is None:
            found = self._courses[limb, numbers] = Course(self, limb, numbers)
        return found

    def reduced(self, limb: Limb, numbers: tuple[int, ...]) -> Course | None:
        """The course of what is left of a limb where its variables have these values."""
        said = dict(zip(limb.variables, numbers, strict=True))
        live = limb.live(said, self.values.idle)
        if not live:
            return None
        key = limb.key(live)
        part = self._parts.get(key)
        if part is None:
            whole = len(live) == len(limb.nodes)
            part = self._parts[key] = limb if whole else limb.part(live)
        return self.course(part, tuple([said[n] for n in part.variables]))

    def plain(self, effect: Effect, active: Truth, but_for_ends: Truth) -> State | None:
        """The state of an effect of which no facts are open, if it is not out."""
        if active is NO and but_for_ends is NO:
            return None
        found = self._plain.get((effect.id, active, but_for_ends))
        if found is None:
            found = self._plain[effect.id, active, but_for_ends] = State(effect, active, but_for_ends)
        return found

    def asking(
        self, key: Hashable, effect: Effect, active: Truth, but_for_ends: Truth, asked: tuple[Course, Day]
    ) -> State:
        """The state of an effect of which facts are open, one for all days with a ``key`` (``None``: this one)."""
        if key is None:
            return State(effect, active, but_for_ends, asked, dated=True)
        found = self._asking.get(key)
        if found is None:
            found = self._asking[key] = State(effect, active, but_for_ends, asked)
        return found


class _OfLimb(dict[Hashable, Course | None]):
    def __init__(self, courses: Courses, limb: Limb) -> None:
        self._courses = courses
        self._limb = limb

    def __missing__(self, said: Hashable) -> Course | None:
        numbers = said if isinstance(said, tuple) else (said,)
        found = self[said] = self._courses.reduced(self._limb, numbers)
        return found


class _Quick(View):
    """The reference view of a limb's sample cell, with coverage taken from the pieces worked out already."""

    __slots__ = ("_limb", "_values")

    _limb: Limb
    _values: Mapping[int, Value]

    def known_coverage(self, limb: Limb, values: Mapping[int, Value]) -> _Quick:
        self._limb = limb
        self._values = values
        return self

    def covered(self, effect: Effect) -> Truth:
        node = self._limb.by_effect.get((effect.id, self.cell.condition.id))
        if node is None:
            return NO
        found = NO
        for text in node.texts:
            later = NO
            for part in text.parts:
                later |= self._part(part.before, part.who, part.after, effect)
                if later is YES:
                    break
            if later is UNKNOWN or later is not found:
                public = self._told(text.public, effect)
                found = later if public is YES else UNKNOWN
        if node.binds is not None and found is not NO:
            found &= self._told(piece_on(self._values[node.binds], self.day), effect)
        return found

    def under(self, condition: ConditionId) -> View:
        """The view under another condition, with what was worked out for people of the same values."""
        cell = self.cell.under(self.law, condition)
        sibling = _Quick(self.law, cell, self.day, met=self.met)
        return sibling.known_coverage(self._limb, self._values)

    def _part(self, before: tuple[Piece, ...], who: int | None, after: Piece, effect: Effect) -> Truth:
        found = YES
        for piece in before:
            found &= self._told(piece, effect)
            if found is NO:
                return NO
        if who is not None:
            found &= self._told(piece_on(self._values[who], self.day), effect)
        return found if found is NO else found & self._told(after, effect)

    def _told(self, piece: Piece, effect: Effect) -> Truth:
        """The value of a piece, after asking every fact that the reference asks on the way to it."""
        if piece.asked:
            space = Space({}, 1, self.day)
            for fact in piece.asked:
                self.ask(space.at(fact), effect)
        return piece.truth
