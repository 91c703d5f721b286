"""The words of the screens for what the case keeps as an enumeration."""

import re
from functools import cache
from importlib.resources import files

import holidays
from holidays import registry

from ergo.analysis.body import Known
from ergo.analysis.case_words import (  # noqa: F401 - the words that documents share
    ANSWER,
    ANSWER_TO_PLAN,
    COLOUR,
    CONTACT,
    CONTROL,
    COST,
    DECISION,
    DIRECTION,
    EVIDENCE_STATUS,
    GOAL,
    HOW,
    IMPORTANCE,
    LIMIT_TYPE,
    NEED,
    PROBLEM,
    REASON,
    RECOMMENDATION,
    SIGNER,
    SOURCE_STATUS,
    STATUS,
    TRIAL,
    VERIFIER,
    WHOLE_WORK,
)
from ergo.analysis.driving_hours import Verdict
from ergo.knowledge.catalogue import Context, EffectBasis
from ergo.knowledge.dimensions import Aspect, Band, Side, dimension, dimensions
from ergo.knowledge.drivers import TriggerStatus
from ergo.knowledge.instruments import ItemText
from ergo.knowledge.sources import source, source_ids
from ergo.knowledge.tasks import task_kinds
from ergo.knowledge.vehicles import Metric
from ergo.knowledge.visibility import Audience
from ergo.model.job import ItemState, SafetyCritical, TaskKind
from ergo.model.plan import Firmness, RuleOrigin
from ergo.model.settings import DateStyle, Paper
from ergo.model.worker import Handedness, Sex

SEX = {Sex.FEMALE: "Female", Sex.MALE: "Male", Sex.OTHER: "Other"}
HAND = {Handedness.LEFT: "Left", Handedness.RIGHT: "Right", Handedness.BOTH: "Both"}
KIND = {kind: task_kinds()[kind].label for kind in TaskKind}
SAFETY_CRITICAL = {
    SafetyCritical.DRIVING: "Driving on the road",
    SafetyCritical.MOBILE_PLANT: "Mobile plant, such as a forklift",
    SafetyCritical.HEIGHTS: "Work at height",
    SafetyCritical.ALONE: "Work alone",
}
ITEM_STATE = {ItemState.YES: "Yes", ItemState.NO: "No", ItemState.NOT_APPLICABLE: "Does not apply"}
KNOWN = {
    Known.GIVEN: "Does not depend on the body",
    Known.MEASURED: "Measured",
    Known.PREDICTED_FOR_SEX: "Predicted from stature and sex",
    Known.PREDICTED: "Predicted from stature, sex not given",
    Known.PERCENTILE: "What 95 of 100 people stay below",
}
BAND = {
    Band.SELDOM: "Seldom",
    Band.OCCASIONAL: "Occasionally",
    Band.FREQUENT: "Frequently",
    Band.CONSTANT: "Constantly",
}
SIDE = {Side.BOTH: "Both", Side.LEFT: "Left", Side.RIGHT: "Right"}
FIRMNESS = {
    Firmness.FIRM: "Firm",
    Firmness.CONDITIONAL: "Conditional",
    Firmness.OUTLOOK: "Outlook",
}
RULE_ORIGIN = {
    RuleOrigin.RESTRICTION: "restriction",
    RuleOrigin.CAPACITY: "agreed limit",
    RuleOrigin.NEED: "stated need",
    RuleOrigin.OUTSIDE_WORK: "load outside work",
    RuleOrigin.LAW: "driving law",
    RuleOrigin.PRACTICE: "good practice",
    RuleOrigin.REVIEW: "review",
}
VIBRATION_FIGURE = {
    Metric.DIRECTIONS: "Each direction",
    Metric.WORST: "Strongest direction",
    Metric.DAILY: "A(8) of those drivers",
    Metric.DOSE: "Dose value of their day",
    Metric.TOTAL: "Vector total, for comfort",
    Metric.EMISSION: "Maker's declared emission",
    Metric.GAP: "No figure",
}
VERDICT = {
    Verdict.KEEPS: "Kept",
    Verdict.BY_EXCEPTION: "Only by exception",
    Verdict.BREAKS: "Not kept",
    Verdict.NOT_KNOWN: "Not known",
}
CONTEXT = {Context.WORK: "At work", Context.DRIVING: "In a vehicle", Context.HOME: "At home"}
THRESHOLD = {
    TriggerStatus.PUBLISHED: "published",
    TriggerStatus.MEMORY: "from memory, unverified",
    TriggerStatus.PROPOSED: "a screening value proposed here",
}
ITEM_TEXT = {
    ItemText.FREE: "The wording of its items is free.",
    ItemText.TO_BE_CHECKED: "Whether the wording of its items is free has still to be checked.",
    ItemText.NOT_FREE: "The wording of its items is not free: use the licensed form.",
}
DATE_STYLE = {
    DateStyle.DAY_FIRST: "5 Jan 2026",
    DateStyle.MONTH_FIRST: "Jan 5, 2026",
    DateStyle.ISO: "2026-01-05",
}
DATE_FORMATS = {
    DateStyle.DAY_FIRST: "DD/MM/YYYY",
    DateStyle.MONTH_FIRST: "MM/DD/YYYY",
    DateStyle.ISO: "YYYY-MM-DD",
}
PAPER = {Paper.A4: "A4", Paper.LETTER: "US Letter"}
AUDIENCE = {
    Audience.EMPLOYER: "Employer",
    Audience.CERTIFIER: "Certifier",
    Audience.WORKER: "Worker",
    Audience.TREATING_TEAM: "Treating team",
    Audience.INSURER: "Insurer",
}
BASIS = {
    EffectBasis.DESIGN_TARGET: "Design target, to be checked on site",
    EffectBasis.PUBLISHED: "Measured in a cited source",
    EffectBasis.ARITHMETIC: "Follows from the change itself",
    EffectBasis.MEASURE: "No figure can be assumed; measure it",
}


def cited(sources: str) -> str:
    """The citations behind a source field."""
    return "; ".join(source(source_id).citation for source_id in source_ids(sources))


def dimension_words() -> dict[str, str]:
    """Every dimension by id with its label."""
    return {row.id: row.label for row in dimensions().values()}


def aspect_words(dimension_id: str) -> dict[Aspect, str]:
    """The ways in which a dimension is described, such as "at a time" and "a shift"."""
    amounts = dimension(dimension_id).amounts
    return {
        aspect: f"{amount.label} ({amount.unit})" if amount.unit else amount.label
        for aspect, amount in amounts.items()
    }


@cache
def country_words() -> dict[str, str]:
    """Countries whose public holidays are known, by code."""
    named = {
        code: " ".join(re.findall(r"[A-Z][^A-Z]*", name)) for name, code, *_ in registry.COUNTRIES.values()
    }
    return {"": "None", **dict(sorted(named.items(), key=lambda country: country[1]))}


@cache
def region_words(country: str) -> dict[str, str]:
    """Regions of a country with public holidays of their own."""
    if not country:
        return {"": "None"}
    known = holidays.country_holidays(country)
    named = {code: name for name, code in known.subdivisions_aliases.items()}
    return {"": "None", **{code: named.get(code, code) for code in known.subdivisions}}


ZONE_HELP = "Calendar files carry it; without one a shift is at its time wherever the calendar is read."


@cache
def zone_words(country: str) -> dict[str, str]:
    """The time zones of a country."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    zones = sorted(row[2].strip() for row in rows if row[0] == country)
    return {"": "None", **{zone: zone.replace("_", " ") for zone in zones}}


def condition_tags() -> dict[str, str]:
    """Conditions that the catalogue names in cautions, by their tag."""
    return {
        "back_strain": "Back strain",
        "disc": "Disc and leg symptoms",
        "stenosis": "Spinal stenosis",
        "oa": "Osteoarthritis",
        "knee": "Knee",
        "chronic_pain": "Chronic pain",
        "upper_limb": "Arm, shoulder and hand",
    }
