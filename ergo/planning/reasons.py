"""Why each figure of a plan is what it is, in sentences a supervisor understands.

The causes are tested in a fixed order: contract, certificate, calendar, support that is not there yet, policy,
capacity, and last the choice between two steps that were both possible.
"""

from collections.abc import Sequence
from datetime import date

from ergo.analysis.match import in_force
from ergo.analysis.method_limits import kept_words
from ergo.analysis.wording import date_words
from ergo.analysis.words import asked_and_allowed, inside_sentence, key_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.dimensions import dimension, unit_of
from ergo.knowledge.method_limits import method_limits
from ergo.model.job import Importance
from ergo.model.plan import Limit, Obstacle, Reason, ReasonCode
from ergo.planning.case_limits import set_by
from ergo.planning.choices import choice_words
from ergo.planning.compile import Compiled
from ergo.planning.composites import together_words
from ergo.planning.limits import Certified, key_of_limit
from ergo.planning.obstacles import certified_hours, shortfall
from ergo.planning.opening import Closing
from ergo.planning.problem import NO_DUTIES, ProblemDay, ProblemWeek
from ergo.planning.rungs import STEP_MIN
from ergo.planning.search import Move, Step
from ergo.planning.week import FilledDay, WeekFiller, tightest

_MARGINAL_TOO = (Importance.ESSENTIAL, Importance.MARGINAL)
_CLOSING_CODES = {
    "support": ReasonCode.SUPPORT,
    "question": ReasonCode.CERTIFICATE,
    "unknown": ReasonCode.CAPACITY,
}


class Explainer:
    """Puts the figures of the best path into words."""

    def __init__(self, compiled: Compiled, weeks: WeekFiller, steps: Sequence[Step]) -> None:
        self.compiled = compiled
        self.weeks = weeks
        self.problem = compiled.problem
        stated = [info.key.stated for info in compiled.limits]
        self._numbers = {key: stated.index(key) for key in stated}
        self._out_of_reach = self._never_reached(steps)

    def limits(self, step: Step, week: ProblemWeek) -> list[Limit]:
        """Every limit in force in a week, with who set it.

        Minutes of handling, and limits of methods, that the job's duties together reach in no week are not listed.
        """
        worked = _worked(step, week)
        if not worked:
            return []
        caps, _ = tightest(worked)
        found: dict[tuple[object, ...], Limit] = {}
        for number, value in self._in_force(step, week).items():
            info = self.compiled.limits[number]
            if number in self._out_of_reach:
                continue
            rung = self._rung_level(number, step.levels)
            certified = rung is None or (number in caps and caps[number] <= rung)
            ruling = self._ruling(number, worked) if certified else None
            code, source = set_by(info, value, rung, ruling)
            limit = Limit(
                dimension=info.key.dimension,
                aspect=info.key.aspect,
                side=info.key.side,
                value=round(info.key.amount(value), 6),
                below_hand_height_cm=info.key.below_hand_height_cm,
                above_hand_height_cm=info.key.above_hand_height_cm,
                beyond_reach_cm=info.key.beyond_reach_cm,
                over_load_kg=info.key.over_load_kg,
                counted_with=dict(info.key.counted_with),
                code=code,
                source_id=source,
                agreed_start=code is ReasonCode.CAPACITY,
            )
            same = (info.key.stated, limit.value, code, source)
            found.setdefault(same, limit)  # the axes of a vibration mostly have the same
        return [*found.values()]

    def limit_reasons(self, step: Step, limits: Sequence[Limit]) -> list[Reason]:
        """Why each limit of a week stands where it does."""
        return [self._limit_reason(step, limit) for limit in limits]

    def calendar_reasons(self, step: Step, monday: date) -> list[Reason]:
        """What the calendar takes from a week: whole shifts, and the part of a worked day that it really shortens."""
        found = []
        shortened = {d.day.date for d in step.days if d.paid_min == d.day.available_min}
        for shift in self.compiled.shifts:
            taken = shift.available_min == 0 or shift.date in shortened
            if 0 <= (shift.date - monday).days < DAYS_PER_WEEK and shift.lost_to and taken:
                day = f"{shift.date:%A} {shift.date.day} {shift.date:%B}"
                lost = shift.paid_min - shift.available_min
                what = "not worked" if shift.available_min == 0 else f"{lost} min shorter"
                sentence = f"{day} is {what}: {shift.lost_to}."
                found.append(Reason(subject="calendar", code=ReasonCode.CALENDAR, sentence=sentence))
        return found

    def obstacles(self, step: Step, week: ProblemWeek) -> list[Obstacle]:
        """What keeps each essential task from its normal time at the end of the plan."""
        worked = [(day, day.roster_min) for day in week.days if day.available_min > 0]
        if not worked:
            return shortfall(self.compiled, step, week)
        caps, shares = tightest(worked)
        limits = self.weeks.limits_of_day(caps, shares, step.levels, max(m for _, m in worked))
        found: list[Obstacle] = []
        for task in dict.fromkeys(v.task for v in self.problem.variants if v.essential):
            numbers = [n for n, v in enumerate(self.problem.variants) if v.task == task and v.as_normal]
            reasons = [self._why_not(n, worked[-1][0], limits) for n in numbers]
            if all(reasons):
                found += _fewest(reasons)
        found = found or [*self._dose_obstacles(limits), *self._composite_obstacles()]
        found = found or self._dose_obstacles(limits, "The essential and marginal tasks", _MARGINAL_TOO)
        found += certified_hours(self.compiled.case, week)
        return list({o.sentence: o for o in found or shortfall(self.compiled, step, week)}.values())

    def blocked_by(self, rung: int, levels: tuple[int, ...], week: ProblemWeek) -> Reason:
        """Why the days of a rung cannot be filled: the first essential tasks that are closed, and by what."""
        worked = self.weeks.worked_days(week, self.problem.rungs[rung])
        if not worked:
            return _about_hours(ReasonCode.CALENDAR, "There is no working day.")
        caps, shares = tightest(worked)
        limits = self.weeks.limits_of_day(caps, shares, levels, max(m for _, m in worked))
        for number in self.weeks.used_up_outside(limits):
            what = inside_sentence(key_words(self.compiled.limits[number].key.plain))
            sentence = f"travel and other load outside work alone use up what is allowed: {what}."
            return _about_hours(ReasonCode.CAPACITY, sentence)
        obstacles: list[Obstacle] = []
        for task in dict.fromkeys(v.task for v in self.problem.variants):
            numbers = [n for n, v in enumerate(self.problem.variants) if v.task == task]
            reasons = [self._why_not(n, worked[0][0], limits) for n in numbers]
            if all(reasons):
                obstacles += _fewest(reasons)[:1]
        obstacles = obstacles or self._composite_obstacles()
        if not obstacles:
            sentence = "the day's permitted duties do not add up to the hours."
            return _about_hours(ReasonCode.CAPACITY, sentence)
        first, quoted = obstacles[0], obstacles[:2]
        code = ReasonCode.CAPACITY if first.dimension else ReasonCode.SUPPORT
        if first.source_id in {r.id for r in self.compiled.case.all_restrictions()}:
            code = ReasonCode.CERTIFICATE
        elif first.source_id in method_limits():
            code = ReasonCode.METHOD
        return _about_hours(code, " ".join(o.sentence for o in quoted), blocked_by=quoted)

    def _why_not(self, number: int, day: ProblemDay, limits: dict[int, int]) -> list[Obstacle]:
        """What closes one way of working on a day."""
        way, variant = self.compiled.ways[number], self.problem.variants[number]
        closings = self.compiled.closings_on(number, day.date)
        found = [self._closed(way.task_id, way.task.name, c) for c in closings]
        for limit, amount in variant.peaks.items():
            if limit in limits and amount > limits[limit]:
                found.append(self._exceeds(way.task_id, way.task.name, limit, amount, limits[limit]))
        return found

    def _closed(self, task_id: str, name: str, closing: Closing) -> Obstacle:
        about = f" ({inside_sentence(dimension(closing.dimension).label)})" if closing.dimension else ""
        opens = f" From {date_words(closing.opens_on)}." if closing.opens_on else ""
        return Obstacle(
            task_id=task_id,
            dimension=closing.dimension,
            source_id=closing.source_id,
            sentence=f"“{name}” is closed: {closing.sentence}{about}{opens}",
        )

    def _exceeds(self, task_id: str, name: str, limit: int, amount: int, allowed: int) -> Obstacle:
        info = self.compiled.limits[limit]
        key = info.key
        unit = unit_of(key.dimension, key.aspect)
        on = [c.restriction for c in info.certified if key.allowed_units(c.most) == allowed]
        figures = asked_and_allowed(round(key.amount(amount), 3), round(key.amount(allowed), 3), unit)
        return Obstacle(
            task_id=task_id,
            dimension=key.dimension,
            aspect=key.aspect,
            side=key.side,
            demand=round(key.amount(amount), 6),
            level=round(key.amount(allowed), 6),
            source_id=on[0].id if on else info.set_without_restriction,
            sentence=f"“{name}” asks for {figures}: {inside_sentence(key_words(key.plain))}.",
        )

    def _dose_obstacles(
        self,
        limits: dict[int, int],
        words: str = "The essential tasks",
        counted: Sequence[Importance] = (Importance.ESSENTIAL,),
    ) -> list[Obstacle]:
        """Doses that tasks of a full day exceed together, with the load outside work."""
        found = []
        ways = self.compiled.ways
        normal = [
            (n, v)
            for n, v in enumerate(self.problem.variants)
            if ways[n].task.importance in counted and not ways[n].modification_ids
        ]
        for limit, allowed in limits.items():
            outside = self.problem.outside.get(limit, 0)
            asked = outside + sum(v.dose_rates.get(limit, 0) * v.normal_min for _, v in normal)
            if limit < len(self.compiled.limits) and asked > allowed and normal:
                most = max(normal, key=lambda nv: nv[1].dose_rates.get(limit, 0) * nv[1].normal_min)[0]
                way = self.compiled.ways[most]
                obstacle = self._exceeds(way.task_id, way.task.name, limit, asked, allowed)
                key = self.compiled.limits[limit].key
                unit = "min" if key.over_load_kg is not None else unit_of(key.dimension, key.aspect)
                figures = asked_and_allowed(round(key.amount(asked), 3), round(key.amount(allowed), 3), unit)
                load = ", with the load outside work," if outside else ""
                sentence = (
                    f"{words} of a full day together{load} ask for {figures}: "
                    f"{inside_sentence(key_words(key.plain))}."
                )
                found.append(obstacle.model_copy(update={"sentence": sentence}))
        return found

    def _composite_obstacles(self) -> list[Obstacle]:
        """Essential tasks that must not share a day as they are, because together they exceed a method's limit."""
        ways, variants = self.compiled.ways, self.problem.variants
        return [
            Obstacle(
                task_id=ways[min(composite.ways)].task_id,
                source_id=composite.limit.row.id,
                sentence=together_words([ways[n].task.name for n in sorted(composite.ways)], composite),
            )
            for composite in self.compiled.composites.found
            if all(variants[n].essential and not ways[n].modification_ids for n in composite.ways)
        ]

    def hours_reason(self, week: ProblemWeek, step: Step, before: Step | None) -> Reason:
        """Why the hours of a week are what they are."""
        policy = self.compiled.policy
        if not step.days and not self.weeks.worked_days(week, self.problem.rungs[max(0, step.rung)]):
            return self._no_shift(week)
        if step.rung == NO_DUTIES:
            why = self.blocked_by(0, step.levels, week)
            return _after("No suitable duties this week:", why)
        rung = self.problem.rungs[step.rung]
        if step.rung == len(self.problem.rungs) - 1 and all(
            d.paid_min == d.day.roster_min for d in step.days
        ):
            return _about_hours(ReasonCode.CONTRACT, "The normal hours of the job.")
        if certified := self._certified_words(step, week):
            return _about_hours(ReasonCode.CERTIFICATE, certified)
        if step.move is Move.REENTRY:
            steps = f"{week.steps_down} step" + ("s" if week.steps_down > 1 else "")
            return _about_hours(ReasonCode.CALENDAR, f"After the absence the return resumes {steps} lower.")
        if step.blocked_rung is not None:
            why = self.blocked_by(step.blocked_rung, step.levels, week)
            higher = self.problem.rungs[step.blocked_rung].label
            return _after(f"Not more yet ({higher}):", why)
        if step.move in (Move.FALL, Move.STAY) and (chosen := choice_words(step)):
            return _about_hours(ReasonCode.CHOICE, chosen)
        if step.move is Move.FALL:
            why = self.blocked_by((before.rung if before else 0), step.levels, week)
            return _after("Fewer hours than the week before:", why)
        if step.move is Move.START:
            return _about_hours(ReasonCode.POLICY, f"The policy starts with {rung.label}.", policy.label)
        if step.move in (Move.HOURS, Move.BOTH):
            return _about_hours(ReasonCode.POLICY, f"One step of the policy: {rung.label}.", policy.label)
        if step.move is Move.LOAD:
            return _about_hours(
                ReasonCode.CHOICE, choice_words(step) or "This step goes to the load; the hours stay."
            )
        return self._unchanged(step, week)

    def _unchanged(self, step: Step, week: ProblemWeek) -> Reason:
        """Why the hours of a week stay as they were."""
        if not (self.problem.may_climb and week.may_climb):
            question = "A question to the doctor is open; nothing climbs until it is answered."
            review = "A review holds this step; nothing rises until the next review."
            return _about_hours(ReasonCode.POLICY, review if self.problem.may_climb else question)
        if step.rung == len(self.problem.rungs) - 1:
            return _about_hours(
                ReasonCode.CALENDAR, "The normal hours of the job, less what the calendar takes."
            )
        return _about_hours(
            ReasonCode.POLICY, "The next step of the policy is not due yet.", self.compiled.policy.label
        )

    def step_reasons(self, step: Step) -> list[Reason]:
        """Why a step went to the hours where it could have gone to the load."""
        chosen = choice_words(step) if step.move in (Move.HOURS, Move.BOTH) else ""
        return [Reason(subject="step", code=ReasonCode.CHOICE, sentence=chosen)] if chosen else []

    def _no_shift(self, week: ProblemWeek) -> Reason:
        """Why no shift of a week is worked at all."""
        for day in week.days:
            restriction = self.compiled.closed_days.get(day.date)
            if restriction is not None:
                sentence = f"No shift of this week may be worked: “{restriction.wording}”."
                return _about_hours(ReasonCode.CERTIFICATE, sentence, restriction.author)
        if any(day.available_min for day in week.days):
            return _about_hours(ReasonCode.CERTIFICATE, "The certificate allows no hours.")
        return _about_hours(ReasonCode.CALENDAR, "There is no working day in this week.")

    def _certified_words(self, step: Step, week: ProblemWeek) -> str:
        """How the certificate, and nothing earlier, keeps the hours below the rung's or the roster's; else empty."""
        top = len(self.problem.rungs) - 1
        higher = self.problem.rungs[min(step.rung + 1, top)]
        if week.max_days is not None and len(step.days) == week.max_days < len(week.days):
            wanted = higher.days_per_week
            if wanted is None or wanted > week.max_days:
                days = f"{week.max_days} day{'s' if week.max_days > 1 else ''} a week"
                further = f"; the next step of the policy is {higher.label}" if step.rung < top else ""
                return f"The certificate allows {days}{further}."
        a_quarter_more = sum(d.paid_min for d in step.days) + STEP_MIN
        in_a_week = week.max_min is not None and a_quarter_more > week.max_min
        on_every_day = bool(step.days) and all(self._day_capped(d) for d in step.days)
        return "The certificate allows no more hours." if in_a_week or on_every_day else ""

    def _day_capped(self, filled: FilledDay) -> bool:
        cap = filled.day.cap_min
        return cap is not None and filled.paid_min == cap < filled.day.roster_min

    def _limit_reason(self, step: Step, limit: Limit) -> Reason:
        number = self._numbers[key_of_limit(limit)]
        info = self.compiled.limits[number]
        subject = key_words(info.key.plain)[:120]
        if limit.code is ReasonCode.METHOD and info.method is not None:
            return Reason(
                subject=subject, code=limit.code, sentence=kept_words(info.method), source=info.method.label
            )
        if not limit.agreed_start:
            restriction = next(c.restriction for c in info.certified if c.restriction.id == limit.source_id)
            given = f" on {date_words(restriction.given_on)}" if restriction.given_on else ""
            sentence = f"Certified{given}; it stands until the certifier lifts it."
            return Reason(
                subject=subject, code=ReasonCode.CERTIFICATE, sentence=sentence, source=restriction.author
            )
        if info.key.over_load_kg is not None:
            sentence = "Tested no oftener than this; nothing is concluded for more."
            return Reason(subject=subject, code=ReasonCode.CAPACITY, sentence=sentence)
        return Reason(
            subject=subject,
            code=ReasonCode.CAPACITY,
            sentence=self._ladder_words(number, step),
            source="clinical judgement on the measured tolerance",
        )

    def _ladder_words(self, number: int, step: Step) -> str:
        ladder = self.problem.ladders[number].levels
        at = step.levels[number]
        if len(ladder) == 1:
            return "What was tested; the essential tasks ask for no more."
        if at == 0:
            share = self.compiled.policy.tolerance_share.value
            return f"Agreed starting limit: {share:.0%} of what was tested."
        if at == len(ladder) - 1:
            return "The level that the job asks for, or that is expected to be the last, is reached."
        return f"Agreed limit after {at} load step{'s' if at > 1 else ''} from the start."

    def _in_force(self, step: Step, week: ProblemWeek) -> dict[int, int]:
        """Every limit of a week at the length of its longest day; a task that is stepped back is said as a rule."""
        worked = _worked(step, week)
        caps, shares = tightest(worked)
        longest = max((minutes for _, minutes in worked), default=0)
        limits = self.weeks.limits_of_day(caps, shares, step.levels, longest) if worked else {}
        return {number: value for number, value in limits.items() if number < len(self.compiled.limits)}

    def _never_reached(self, steps: Sequence[Step]) -> frozenset[int]:
        """Limits on minutes of handling, and limits of methods, that the duties together reach in no week."""
        by_minutes = {
            n
            for n, info in enumerate(self.compiled.limits)
            if info.key.over_load_kg is not None or info.only_method
        }
        reached = {
            number
            for step, week in zip(steps, self.problem.weeks, strict=True)
            for number, value in self._in_force(step, week).items()
            if number in by_minutes and self._most_minutes(number) > value
        }
        return frozenset(by_minutes - reached)

    def _most_minutes(self, limit: int) -> int:
        """The most that all duties of the job together could ask for under a limit on minutes."""
        most: dict[int, int] = {}
        for variant in self.problem.variants:
            asked = variant.dose_rates.get(limit, 0) * variant.normal_min
            most[variant.task] = max(most.get(variant.task, 0), asked)
        return sum(most.values())

    def _rung_level(self, number: int, levels: tuple[int, ...]) -> int | None:
        ladder = self.problem.ladders[number].levels
        return ladder[levels[number]] if ladder else None

    def _ruling(self, number: int, worked: Sequence[tuple[ProblemDay, int]]) -> Certified | None:
        """What the restriction with the tightest cap on a limit in a week allows."""
        info = self.compiled.limits[number]
        days = [day.date for day, _ in worked]
        active = [c for c in info.certified if any(in_force(c.restriction, day) for day in days)]
        return min(active, key=lambda c: c.most_a_day, default=None)


def _about_hours(
    code: ReasonCode, sentence: str, source: str = "", *, blocked_by: Sequence[Obstacle] = ()
) -> Reason:
    return Reason(subject="hours", code=code, sentence=sentence, source=source, blocked_by=list(blocked_by))


def _after(words: str, reason: Reason) -> Reason:
    return reason.model_copy(update={"sentence": f"{words} {reason.sentence}"})


def _worked(step: Step, week: ProblemWeek) -> list[tuple[ProblemDay, int]]:
    """The days of a week that are worked, or that could be where none is."""
    worked = [(filled.day, filled.paid_min) for filled in step.days]
    return worked or [(day, day.available_min) for day in week.days if day.available_min]


def _fewest(reasons: Sequence[list[Obstacle]]) -> list[Obstacle]:
    """Of several ways of doing a task, the one with the fewest obstacles."""
    return sorted(reasons, key=len)[0]
