"""Cases that a careless or malicious hand could have typed: long text, markup, links, emoji, extreme numbers."""

import json
from datetime import date
from typing import Any

from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.clinical import red_flags
from ergo.knowledge.dimensions import Aspect, dimensions
from ergo.knowledge.quantities import quantities
from ergo.model.capacity import Need
from ergo.model.case import Case
from ergo.model.clinical import FlagColour
from ergo.model.job import SafetyCritical, TaskKind
from ergo.model.worker import ContactRole

MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> [x](http://evil.example) ![x](http://evil.example/x.png) "
    "**b** :red[r] $x^2$ 👩🏽‍🦽"
)
LABEL = MARKUP[:120]
TEXT = (MARKUP + "\n# h\n| a | b |\n") * 20


def hostile_case() -> Case:
    """Every list of the case filled, every text hostile, every number at an end of its range, the rest unknown."""
    return Case.model_validate(
        {
            "id": "hostile",
            "title": LABEL,
            "notes": TEXT,
            "worker": {"code": LABEL, "name": LABEL, "stature_cm": 230, "mass_kg": 300},
            "employer": {"name": LABEL, "worksite": LABEL},
            "contacts": [
                {"role": role, "name": LABEL, "phone": LABEL, "email": LABEL} for role in ContactRole
            ],
            "consents": [
                {"recipient": "employer", "items": [LABEL], "purpose": TEXT, "given_on": "0001-01-01"}
            ],
            "situation": {"notes": TEXT, "since": "9999-12-31", "current_hours_per_week": 100},
            "job": _job(),
            "capacities": [*_capacities(0.0), *_capacities(None), *_capacities(1e300)],
            "certificates": [_certificate()],
            "restrictions": [{"wording": TEXT, "author": LABEL}],
            "needs": [{"need": need, "wording": TEXT, "author": LABEL} for need in Need],
            "clearances": [
                {
                    "work": w,
                    "cleared": False,
                    "by": LABEL,
                    "note": TEXT,
                    "on": "2026-01-01",
                    "valid_from": "2026-01-01",
                }
                for w in SafetyCritical
            ],
            "assumed_certificate": {
                "from_date": "2026-01-01",
                "lifted_restriction_ids": ["gone"],
                "note": TEXT,
            },
            "clinical": _clinical(),
            "modifications": [
                {"item_id": item, "task_id": "gone", "responsible": LABEL, "note": TEXT}
                for item in list(catalogue())[:3]
            ],
            "appointments": [{"label": LABEL, "on": "2026-01-01", "minutes": 1440}],
            "leave": [{"first_day": "2026-02-01", "last_day": "2026-01-01", "label": LABEL}],
            "outside_work": {"commute_mode": LABEL, "note": TEXT},
        }
    )


def spoiled(case: Case) -> Case:
    """The case with hostile words wherever somebody types freely; what refers by id stays as it is."""
    document = json.loads(case.model_dump_json())
    document["title"] = document["worker"]["code"] = document["job"]["title"] = LABEL
    for task in document["job"]["tasks"]:
        task["name"], task["description"] = LABEL, TEXT
    for certificate in document["certificates"]:
        certificate["author"] = LABEL
        for restriction in certificate["restrictions"]:
            restriction["wording"], restriction["author"] = TEXT, LABEL
    for modification in document["modifications"]:
        modification["responsible"], modification["note"] = LABEL, TEXT
    for week in document["plan"]["weeks"]:
        week["events"] = [TEXT]
        for reason in week["reasons"]:
            reason["sentence"], reason["subject"] = TEXT, LABEL
    for part in (*document["plan"]["obstacles"], *document["plan"]["day_rules"]):
        part["sentence"] = TEXT
    return Case.model_validate(document)


def _job() -> dict[str, Any]:
    return {
        "title": LABEL,
        "department": LABEL,
        "description": TEXT,
        "roster": {
            "anchor": "2026-01-01",
            "cycle_days": 9,
            "shifts": [{"day": day, "start": "23:59:00", "paid_min": 960} for day in range(9)],
        },
        "tasks": [_task(kind, end) for kind in TaskKind for end in ("low", "high")] + [_cyclic()],
    }


def _task(kind: TaskKind, end: str) -> dict[str, Any]:
    return {
        "id": f"{kind}_{end}",
        "name": LABEL,
        "kind": kind,
        "minutes_per_shift": 1440 if end == "high" else None,
        "description": TEXT,
        "safety_critical": list(SafetyCritical),
        "measurements": {
            q.id: {"value": _extreme(q, end), "by": LABEL} for q in quantities().values() if not q.computed
        },
        "demands": [
            {"dimension": d.id, "aspect": next(iter(d.amounts)), "note": TEXT} for d in dimensions().values()
        ],
    }


def _cyclic() -> dict[str, Any]:
    steps = [{"name": LABEL, "kind": kind, "minutes": 720} for kind in TaskKind]
    return {"name": LABEL, "kind": "other", "cycle": {"steps": steps, "repeats_per_shift": 5000}}


def _extreme(quantity: Any, end: str) -> float | bool | str:
    if quantity.kind == "number":
        return float(getattr(quantity, end))
    if quantity.kind == "choice":
        return str(quantity.choices[0 if end == "low" else -1].value)
    return end == "high" if quantity.kind == "flag" else TEXT[:100]


def _capacities(value: float | None) -> list[dict[str, Any]]:
    return [
        {"dimension": d.id, "aspect": a, "value": value, "by": LABEL, "note": TEXT, "relevant": True}
        for d in dimensions().values()
        for a in d.amounts
    ]


def _certificate() -> dict[str, Any]:
    return {
        "author": LABEL,
        "role": LABEL,
        "issued_on": "2026-01-01",
        "valid_from": "2026-01-01",
        "valid_until": "2026-01-28",
        "restrictions": [
            {"wording": TEXT, "reading": {"dimensions": [d.id], "aspect": a}}
            for d in dimensions().values()
            for a in d.amounts
            if a is not Aspect.GATE
        ],
    }


def _clinical() -> dict[str, Any]:
    return {
        "condition_id": "gone",
        "movement_pattern_id": "gone",
        "diagnosis": TEXT,
        "body_area": LABEL,
        "onset": str(date.min),
        "helps": TEXT,
        "hurts": TEXT,
        "surgery": LABEL,
        "notes": TEXT,
        "pain_now": 10,
        "red_flags": [{"flag_id": flag, "answer": "yes", "note": TEXT} for flag in red_flags()],
        "flags": [
            {"colour": colour, "obstacle": TEXT, "owner": LABEL, "action": TEXT} for colour in FlagColour
        ],
    }
