"""A case: everything that is said about one worker's return to one job."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ergo.model.base import Entity, Identifier, Label, RetentionId, SchemeId, Text, TimeZone, new_id
from ergo.model.capacity import AssumedCertificate, Capacity, Certificate, Clearance, Restriction, StatedNeed
from ergo.model.clinical import Clinical
from ergo.model.job import Job, Task
from ergo.model.plan import Plan
from ergo.model.programme import Programme
from ergo.model.record import (
    Appointment,
    ChosenModification,
    Closing,
    Leave,
    OutsideWork,
    PlanSettings,
    Release,
    Review,
    SignOff,
    Supervision,
    WeeklySheet,
)
from ergo.model.situation import Situation
from ergo.model.worker import Consent, Contact, Employer, Worker

SCHEMA_VERSION: Literal[1] = 1


class Case(Entity):
    """One case file. ``schema_version`` tells which edition of this model wrote it.

    ``plan`` is the plan in force or in draft; ``earlier_plans`` keeps every version that it replaced.
    ``plan_draft`` is a copy of ``plan`` that is being edited by hand.
    ``restrictions`` are those that stand outside a certificate, such as a surgeon's letter. ``drivers_seen`` says
    whether a person sees what makes the work as a whole hard, as `Task.drivers_seen` does for one task.
    ``scheme_id`` is the scheme of its certificates and plans, ``retention_id`` the rule by which its record is kept;
    each is empty where it is that of the settings.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    id: Identifier = Field(default_factory=new_id)
    opened_on: date | None = None
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    region: Annotated[str, Field(max_length=40)] = ""
    time_zone: TimeZone = ""
    scheme_id: SchemeId = ""
    retention_id: RetentionId = ""
    worker: Worker
    employer: Employer = Field(default_factory=Employer)
    contacts: list[Contact] = Field(default_factory=list)
    consents: list[Consent] = Field(default_factory=list)
    situation: Situation = Field(default_factory=Situation)
    job: Job = Field(default_factory=Job)
    capacities: list[Capacity] = Field(default_factory=list)
    certificates: list[Certificate] = Field(default_factory=list)
    restrictions: list[Restriction] = Field(default_factory=list)
    needs: list[StatedNeed] = Field(default_factory=list)
    clearances: list[Clearance] = Field(default_factory=list)
    assumed_certificate: AssumedCertificate | None = None
    clinical: Clinical = Field(default_factory=Clinical)
    drivers_seen: dict[Identifier, bool] = Field(default_factory=dict)
    modifications: list[ChosenModification] = Field(default_factory=list)
    programme: Programme = Field(default_factory=Programme)
    appointments: list[Appointment] = Field(default_factory=list)
    leave: list[Leave] = Field(default_factory=list)
    supervision: list[Supervision] = Field(default_factory=list)
    outside_work: OutsideWork = Field(default_factory=OutsideWork)
    plan_settings: PlanSettings = Field(default_factory=PlanSettings)
    plan: Plan | None = None
    plan_draft: Plan | None = None
    earlier_plans: list[Plan] = Field(default_factory=list)
    weekly_sheets: list[WeeklySheet] = Field(default_factory=list)
    reviews: list[Review] = Field(default_factory=list)
    sign_offs: list[SignOff] = Field(default_factory=list)
    releases: list[Release] = Field(default_factory=list)
    closing: Closing | None = None
    title: Label = ""
    notes: Text = ""

    def task(self, task_id: str | None) -> Task | None:
        """The task with this id, or None."""
        return next((task for task in self.job.tasks if task.id == task_id), None)

    def all_restrictions(self) -> list[Restriction]:
        """Every restriction on record, those of certificates first, in the order in which they were entered."""
        return [r for certificate in self.certificates for r in certificate.restrictions] + self.restrictions

    def certificate_on(self, day: date) -> Certificate | None:
        """The latest issued certificate that is valid on a day, or None."""
        valid = [c for c in self.certificates if c.valid_from <= day <= c.valid_until]
        return max(valid, key=lambda c: (c.issued_on, c.valid_until), default=None)

    def latest_certificate(self) -> Certificate | None:
        """The certificate that runs longest, or None."""
        return max(self.certificates, key=lambda c: (c.valid_until, c.issued_on), default=None)

    def ruling_review(self, day: date) -> Review | None:
        """The latest review on record held on or before a day, or None."""
        held = [(review.on, place) for place, review in enumerate(self.reviews) if review.on <= day]
        return self.reviews[max(held)[1]] if held else None
