"""The words of screens and documents for what a case keeps as an enumeration."""

from ergo.analysis.wording import WEEKDAYS, date_words, listed
from ergo.knowledge.catalogue import (
    ControlLevel,
    CostBand,
    Direction,
    EvidenceStatus,
    Recommendation,
    catalogue,
)
from ergo.knowledge.reviews import decisions, sheet_problems
from ergo.knowledge.sources import Status
from ergo.model.base import HowKnown
from ergo.model.capacity import LimitType, Need
from ergo.model.case import Case
from ergo.model.clinical import Answer, FlagColour
from ergo.model.job import Importance, VerifierRole
from ergo.model.plan import ReasonCode
from ergo.model.record import (
    Appointment,
    ChosenModification,
    Decision,
    PlanAnswer,
    SheetProblem,
    SignOffRole,
    TrialOutcome,
)
from ergo.model.situation import Goal, WorkStatus
from ergo.model.worker import ContactRole

STATUS = {
    WorkStatus.OFF_WORK: "Off work",
    WorkStatus.PART_HOURS: "Working some hours",
    WorkStatus.STRUGGLING: "At work and struggling",
}
GOAL = {
    Goal.SAME_JOB: "Same job",
    Goal.MODIFIED_JOB: "Same job, changed",
    Goal.OTHER_JOB: "Another job, same employer",
    Goal.NEW_EMPLOYER: "Another employer",
}
CONTACT = {
    ContactRole.THERAPIST: "Therapist",
    ContactRole.SUPERVISOR: "Supervisor",
    ContactRole.EMPLOYER: "Employer",
    ContactRole.COORDINATOR: "Return-to-work coordinator",
    ContactRole.CERTIFIER: "Certifying doctor",
    ContactRole.INSURER: "Insurer",
    ContactRole.UNION: "Union or staff representative",
    ContactRole.OTHER: "Other",
}
IMPORTANCE = {
    Importance.ESSENTIAL: "Essential",
    Importance.MARGINAL: "Marginal",
    Importance.ALTERNATIVE: "Alternative duty",
}
HOW = {
    HowKnown.MEASURED: "Measured",
    HowKnown.OBSERVED: "Observed",
    HowKnown.WORKER: "Told by the worker",
    HowKnown.EMPLOYER: "Told by the employer",
    HowKnown.JOB_DESCRIPTION: "Job description",
    HowKnown.MAKER: "Maker's data",
    HowKnown.RECORDS: "Records",
    HowKnown.ESTIMATED: "Estimated",
}
LIMIT_TYPE = {
    LimitType.RESTRICTION: "Restriction: should not, for risk of harm",
    LimitType.LIMITATION: "Limitation: cannot",
    LimitType.TOLERANCE: "Tolerance: symptoms make the person stop",
}
NEED = {
    Need.CHANGE_POSTURE: "Change posture at will",
    Need.HOURLY_BREAK: "A break each hour",
    Need.NOT_ALONE: "Not alone",
    Need.WORK_FROM_HOME: "Works from home",
}
ANSWER = {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_ASKED: "Not asked"}
COLOUR = {
    FlagColour.YELLOW: "Yellow: the person",
    FlagColour.BLUE: "Blue: how the work is seen",
    FlagColour.BLACK: "Black: the system",
}
PROBLEM = {problem: sheet_problems()[problem].label for problem in SheetProblem}
DECISION = {decision: decisions()[decision].label for decision in Decision}
REASON = {
    ReasonCode.CONTRACT: "Contract",
    ReasonCode.CERTIFICATE: "Certificate",
    ReasonCode.CALENDAR: "Calendar",
    ReasonCode.SUPPORT: "Support not yet in place",
    ReasonCode.POLICY: "Policy",
    ReasonCode.CAPACITY: "Capacity",
    ReasonCode.METHOD: "Method",
    ReasonCode.CHOICE: "Choice",
}
CONTROL = {
    ControlLevel.ELIMINATION: "Eliminates",
    ControlLevel.SUBSTITUTION: "Substitutes",
    ControlLevel.ENGINEERING: "Changes equipment or place",
    ControlLevel.ADMINISTRATIVE: "Organises the work",
    ControlLevel.PPE_PERSONAL: "Worn or carried by the person",
}
RECOMMENDATION = {
    Recommendation.RECOMMEND: "Recommended",
    Recommendation.CONSIDER: "To consider",
    Recommendation.TRIAL_FIRST: "Try it first",
    Recommendation.NOT_RECOMMENDED: "Not recommended",
}
WHOLE_WORK = "The work as a whole"
AT_HOME = "Home and daily living"
DIRECTION = {
    Direction.SUPPORTS: "supports it",
    Direction.MIXED: "mixed",
    Direction.UNTESTED: "untested",
    Direction.NO_BENEFIT_SHOWN: "no benefit shown",
    Direction.AGAINST: "against it",
}
COST = {
    CostBand.NONE: "No cost",
    CostBand.TO_100: "Under 100 US dollars",
    CostBand.TO_500: "100 to 500 US dollars",
    CostBand.TO_2000: "500 to 2 000 US dollars",
    CostBand.TO_10000: "2 000 to 10 000 US dollars",
    CostBand.OVER_10000: "Over 10 000 US dollars",
}
TRIAL = {
    TrialOutcome.KEPT: "Kept",
    TrialOutcome.CHANGED: "Changed",
    TrialOutcome.DROPPED: "Dropped",
}
SOURCE_STATUS = {
    Status.VERIFIED_TWICE: "read in two sources",
    Status.VERIFIED: "read in the source",
    Status.PARTLY_VERIFIED: "partly read, partly from memory",
    Status.MEMORY: "from memory, unverified",
    Status.DERIVED: "derived from a printed figure",
    Status.CLINICAL_JUDGEMENT: "clinical judgement",
    Status.PROPOSAL: "proposal of this project",
}
EVIDENCE_STATUS = {
    EvidenceStatus.SEEN: "read",
    EvidenceStatus.PART: "read in part",
    EvidenceStatus.MEMORY: "from memory, unverified",
}
SIGNER = {
    SignOffRole.THERAPIST: "Therapist",
    SignOffRole.WORKER: "Worker",
    SignOffRole.EMPLOYER: "Supervisor or employer",
    SignOffRole.CERTIFIER: "Certifier",
}
VERIFIER = {VerifierRole.WORKER: "Somebody who does the work", VerifierRole.SUPERVISOR: "Supervisor"}
ANSWER_TO_PLAN = {
    PlanAnswer.AGREED: "Agreed",
    PlanAnswer.WITH_CHANGE: "Agreed with change",
    PlanAnswer.NOT_AGREED: "Not agreed",
}


def chosen_for_words(case: Case, chosen: ChosenModification) -> str:
    """For what a modification was chosen: a task by its name, the work as a whole, daily living; empty once removed."""
    task = case.task(chosen.task_id)
    if task is not None:
        return task.name
    if chosen.task_id is not None:
        return ""
    item = catalogue().get(chosen.item_id)
    return AT_HOME if item is not None and not item.at_work else WHOLE_WORK


def rhythm_words(entry: Appointment) -> str:
    """How an appointment repeats: "weekly until Wed 16 Dec 2026", "every 2 weeks on Mon and Thu until ..."."""
    if entry.repeats_until is None:
        return ""
    every = "weekly" if entry.every_weeks == 1 else f"every {entry.every_weeks} weeks"
    if len(entry.weekdays) == len(WEEKDAYS):
        every = "daily" if entry.every_weeks == 1 else f"daily {every}"
    elif entry.weekdays:
        every += f" on {listed([WEEKDAYS[day] for day in sorted(entry.weekdays)])}"
    return f"{every} until {date_words(entry.repeats_until)}"


def appointment_words(entry: Appointment) -> str:
    """When an appointment is: its first date and how it repeats."""
    return ", ".join(filter(None, (date_words(entry.on), rhythm_words(entry))))
