"""The advice catalogue: equipment and modifications with their effect rules, and the evidence for them.

An item says which drivers it answers (`ergo.knowledge.drivers`) and, as *effect rules*, what it does to the
measured quantities of a task. The rules are typed here and applied in `ergo.advice.apply`. Costs are indicative;
each row says how its ISO 9999 code and its cost are known.
"""

import json
import re
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ergo.errors import InputError
from ergo.knowledge.drivers import driver
from ergo.knowledge.files import read_csv, read_json
from ergo.knowledge.quantities import check_value, quantity
from ergo.knowledge.rows import Row, SemicolonList, Words, by_id, checked

ITEM_FILES = ("equipment.csv", "modifications.csv")
EVIDENCE = "evidence.json"
SEARCH_WORDS = "search_words.json"
CAUTION_WORDS = "caution_words.json"


class ControlLevel(StrEnum):
    """Hierarchy of controls, the strongest first."""

    ELIMINATION = "elimination"
    SUBSTITUTION = "substitution"
    ENGINEERING = "engineering"
    ADMINISTRATIVE = "administrative"
    PPE_PERSONAL = "ppe_personal"


class Recommendation(StrEnum):
    """How an item is offered, the most ready first; ``not_recommended`` is never suggested and keeps its
    warning.
    """

    RECOMMEND = "recommend"
    CONSIDER = "consider"
    TRIAL_FIRST = "trial_first"
    NOT_RECOMMENDED = "not_recommended"


class Grade(StrEnum):
    """Confidence in the *stated direction* of the evidence, the highest first."""

    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"
    EXPERT_OPINION = "expert opinion"


class Direction(StrEnum):
    """What the evidence says; a strong ``no_benefit_shown`` is a confident negative."""

    SUPPORTS = "supports"
    MIXED = "mixed"
    UNTESTED = "untested"
    NO_BENEFIT_SHOWN = "no_benefit_shown"
    AGAINST = "against"


class CostBand(StrEnum):
    """Indicative cost in US dollars, the lowest first."""

    NONE = "none"
    TO_100 = "<100"
    TO_500 = "100-500"
    TO_2000 = "500-2000"
    TO_10000 = "2000-10000"
    OVER_10000 = ">10000"

    @property
    def ends_usd(self) -> tuple[int, int]:
        """The lower and the upper end of the band; the highest band has no upper end, so its lower one stands twice."""
        match self:
            case CostBand.NONE:
                return 0, 0
            case CostBand.OVER_10000:
                return 10_000, 10_000
        low, _, high = self.value.removeprefix("<").rpartition("-")
        return int(low or 0), int(high)


class Context(StrEnum):
    """Where an item is used."""

    WORK = "work"
    HOME = "home"
    DRIVING = "driving"


class EffectBasis(StrEnum):
    """What an effect rule rests on.

    ``design_target``: the value the set-up should reach, to be verified on site. ``published``: measured in a
    cited source. ``arithmetic``: follows from the change itself. ``measure``: no figure can be assumed.
    """

    DESIGN_TARGET = "design_target"
    PUBLISHED = "published"
    ARITHMETIC = "arithmetic"
    MEASURE = "measure"


class EvidenceStatus(StrEnum):
    """Whether the figures were read, read in part, or recalled."""

    SEEN = "seen"
    PART = "part"
    MEMORY = "memory"


ConditionTag = Literal["back_strain", "disc", "stenosis", "oa", "knee", "chronic_pain", "upper_limb"]
"""Words of the catalogue for where an item is commonly indicated."""

Number = int | float


def _known_quantity(quantity_id: str) -> str:
    quantity(quantity_id)
    return quantity_id


def _known_number(quantity_id: str) -> str:
    if quantity(quantity_id).kind != "number":
        raise InputError(
            f"'{quantity_id}' is not a number, so nothing can be done to its amount", field="input"
        )
    return quantity_id


QuantityId = Annotated[str, AfterValidator(_known_quantity)]
NumberId = Annotated[str, AfterValidator(_known_number)]


class SetTo(Row):
    """The quantity takes this value."""

    op: Literal["set"]
    input: QuantityId
    value: bool | Number | str

    @model_validator(mode="after")
    def _fits(self) -> Self:
        check_value(self.input, self.value)
        return self


class AtMost(Row):
    """The quantity is capped and never raised; a text names the quantity whose value is the cap."""

    op: Literal["at_most"]
    input: NumberId
    value: Number | NumberId


class AtLeast(Row):
    """The quantity is raised to this value and never lowered."""

    op: Literal["at_least"]
    input: NumberId
    value: Number


class _Span(Row):
    input: NumberId
    lo: Number
    hi: Number

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.lo > self.hi:
            raise ValueError(f"the low end {self.lo} is above the high end {self.hi}")
        return self


class InRange(_Span):
    """The quantity is brought to the nearer end of a range where it lies outside."""

    op: Literal["range"]


class Scale(_Span):
    """The quantity is multiplied by a factor between ``lo`` and ``hi``."""

    op: Literal["scale"]


class Add(_Span):
    """A value between ``lo`` and ``hi`` is added to the quantity."""

    op: Literal["add"]


class Remeasure(Row):
    """The quantity changes by an unknown amount: it is measured again and nothing is predicted."""

    op: Literal["remeasure"]
    input: QuantityId


EffectRule = Annotated[
    SetTo | AtMost | AtLeast | InRange | Scale | Add | Remeasure, Field(discriminator="op")
]


def _from_json(cell: object) -> object:
    return json.loads(cell) if isinstance(cell, str) else cell


def _known_driver(driver_id: str) -> str:
    driver(driver_id)
    return driver_id


def _known_evidence(evidence_id: str) -> str:
    if evidence_id not in evidence():
        raise InputError(f"There is no evidence called '{evidence_id}'.", field="evidence", value=evidence_id)
    return evidence_id


class CatalogueItem(Row):
    """One piece of equipment or one modification of the work.

    An empty list of effect rules means that no change of any quantity is proven. ``conditions`` are where it
    is commonly indicated, or, for an item that is not recommended, what it is often asked for.
    """

    id: Words
    name: Words
    iso9999_code: Words
    iso9999_title: str
    iso9999_status: Words
    category: Words
    drivers: Annotated[
        tuple[Annotated[str, AfterValidator(_known_driver)], ...], SemicolonList, Field(min_length=1)
    ]
    control_level: ControlLevel
    effect_on_inputs: Words
    effect_rules: Annotated[tuple[EffectRule, ...], BeforeValidator(_from_json)]
    effect_basis: EffectBasis
    cost_low_usd: Annotated[int, Field(ge=0)]
    cost_high_usd: Annotated[int, Field(ge=0)]
    cost_band: CostBand
    cost_basis: Words
    fitting_training: Words
    cautions: Words
    evidence_note: Words
    evidence_ids: Annotated[
        tuple[Annotated[str, AfterValidator(_known_evidence)], ...], SemicolonList, Field(min_length=1)
    ]
    evidence_grade: Grade
    evidence_direction: Direction
    conditions: Annotated[tuple[ConditionTag, ...], SemicolonList, Field(min_length=1)]
    contexts: Annotated[tuple[Context, ...], SemicolonList, Field(min_length=1)]
    recommend_status: Recommendation

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def at_work(self) -> bool:
        """Whether it is used at work or at the wheel; what is for the home alone is not the workplace's business."""
        return not {Context.WORK, Context.DRIVING}.isdisjoint(self.contexts)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.cost_low_usd > self.cost_high_usd:
            raise ValueError(f"the low cost {self.cost_low_usd} is above the high cost {self.cost_high_usd}")
        changed = [rule.input for rule in self.effect_rules]
        if len(set(changed)) != len(changed):
            raise ValueError("two effect rules change the same quantity")
        if self.control_level is ControlLevel.PPE_PERSONAL and any(
            name.startswith("lift.") for name in changed
        ):
            raise ValueError("what a person wears or carries never changes a lift")
        return self


class Evidence(Row):
    """One finding, with what it means for advice and how far it was read."""

    id: Words
    citation: Words
    topic: Words
    finding: Words
    certainty_for_stated_direction: Grade
    direction: Direction
    status: EvidenceStatus
    from_memory_unverified: str
    use_in_app: str


class _CautionWords(Row):
    """The words in which cautions name a condition."""

    id: ConditionTag
    words: tuple[Words, ...]


@cache
def evidence() -> dict[str, Evidence]:
    """All findings by id."""
    return by_id(checked(Evidence, read_json(EVIDENCE)["sources"], EVIDENCE), EVIDENCE)


@cache
def catalogue() -> dict[str, CatalogueItem]:
    """All equipment and modifications by id, in the order of the files."""
    rows = [row for file in ITEM_FILES for row in checked(CatalogueItem, read_csv(file), file)]
    return by_id(rows, " and ".join(ITEM_FILES))


def catalogue_item(item_id: str) -> CatalogueItem:
    """One item; InputError when the catalogue has none with this id."""
    found = catalogue().get(item_id)
    if found is None:
        raise InputError(f"The catalogue has no item '{item_id}'.", field="item", value=item_id)
    return found


@cache
def search_words() -> tuple[tuple[str, ...], ...]:
    """Groups of words that a search takes for one another."""
    return tuple(tuple(group) for group in read_json(SEARCH_WORDS)["groups"])


@cache
def grade_of(item: CatalogueItem) -> Grade:
    """The grade with which the evidence for an item may be shown: never more than the findings that it cites say.

    A finding backs the direction that is stated for the item; any tested one backs "mixed". Where none does, the
    direction is an expert opinion, whatever the row says.
    """
    stated = item.evidence_direction
    backing = [
        row.certainty_for_stated_direction
        for row in (evidence()[name] for name in item.evidence_ids)
        if row.direction is stated or (stated is Direction.MIXED and row.direction is not Direction.UNTESTED)
    ]
    grades = list(Grade)
    best = min((grades.index(grade) for grade in backing), default=len(grades) - 1)
    return grades[max(grades.index(item.evidence_grade), best)]


def cautioned_conditions(item: CatalogueItem) -> frozenset[str]:
    """The conditions, in the words of the catalogue, that the cautions of an item name."""
    return _conditions_named(item.cautions.lower())


@cache
def _conditions_named(cautions: str) -> frozenset[str]:
    return frozenset(tag for tag, pattern in _caution_words().items() if pattern.search(cautions))


@cache
def _caution_words() -> dict[str, re.Pattern[str]]:
    """By condition: the words in which cautions name it, at the beginning of a word."""
    rows = checked(_CautionWords, read_json(CAUTION_WORDS)["conditions"], CAUTION_WORDS)
    return {row.id: re.compile("|".join(rf"\b{re.escape(word)}" for word in row.words)) for row in rows}
