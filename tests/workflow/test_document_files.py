"""Every document of every worked example as PDF: what it must say, by the example's own file, and how it is made."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.workflow.documents import Format, How, Kind, kinds, make, with_plan
from ergo.workflow.examples import example
from tests.reports.pdf_reading import text

HOW = How(date(2026, 11, 21), scheme_id="nsw")
DIAGNOSIS = {"warehouse": "radiculopathy", "office": "non-specific", "delivery": "stenosis"}
SAID = {
    ("warehouse", Kind.EMPLOYER_PLAN): (
        "Mon 30 Nov 2026, with 20 h in week 1",
        "Until Sun 27 Dec 2026",
        "Carry: up to 10 kg",
        "Sit: up to 30 min at a time",
        "30 Nov: 06:00, 4 h",
        "Spring-loaded pallet positioner",
        "Mon 14 Dec 2026",
        "Appointment in work time: 1 h on Wed 2 Dec 2026",
    ),
    ("warehouse", Kind.JOB_DEMANDS): (
        "Normal shift 8 h",
        "9 kg usual, 14 kg at most",
        "Pick from floor level",
    ),
    ("warehouse", Kind.PROPOSAL): ("Mon 30 Nov 2026", "20 h", "Put pallets away with the forklift"),
    ("warehouse", Kind.CERTIFIER_QUERY): ("Avoid prolonged bending", "Thu 19 Nov 2026"),
    ("warehouse", Kind.RESPONSE_FORM): ("Mon 30 Nov 2026", "Agreed with change"),
    ("warehouse", Kind.WEEKLY_SHEET): ("30 Nov to 6 Dec 2026", "06:00, 4 h"),
    ("warehouse", Kind.MY_PLAN): ("You can carry up to 10 kg.", "Start 06:00, work 4 h", "Wed 2 Dec: "),
    ("warehouse", Kind.SUMMARY): ("30 Nov to 27 Dec 2026", "1 500 to 4 500 US dollars", "Mon 14 Sep 2026"),
    ("warehouse", Kind.REPORT): ("L5/S1", "Oswestry Disability Index", "Revised NIOSH lifting equation"),
    ("warehouse", Kind.COPY_ACROSS): ("Sun 27 Dec 2026", "Lumbar disc herniation", "Carry: up to 10 kg"),
    ("office", Kind.EMPLOYER_PLAN): (
        "Mon 30 Nov 2026, with 7 h 30 min in week 1",
        "Until Sun 3 Jan 2027",
        "Carry: up to 8 kg",
        "30 Nov: 08:30, 3 h 45 min",
        "Telephone headset",
        "IT support",
    ),
    ("office", Kind.JOB_DEMANDS): ("Normal shift 7 h 30 min", "Claims at the screen"),
    ("office", Kind.PROPOSAL): ("Mon 30 Nov 2026", "7 h 30 min"),
    ("office", Kind.CERTIFIER_QUERY): ("Avoid prolonged driving",),
    ("office", Kind.RESPONSE_FORM): ("Mon 30 Nov 2026",),
    ("office", Kind.WEEKLY_SHEET): ("08:30, 3 h 45 min",),
    ("office", Kind.MY_PLAN): ("You can carry up to 8 kg.", "Start 08:30, work 3 h 45 min"),
    ("office", Kind.SUMMARY): ("30 Nov 2026 to 3 Jan 2027", "Claims handler"),
    ("office", Kind.REPORT): ("third longer episode", "Exercise class"),
    ("office", Kind.COPY_ACROSS): ("Sun 3 Jan 2027", "Carry: up to 8 kg"),
    ("delivery", Kind.EMPLOYER_PLAN): (
        "Mon 30 Nov 2026, with 16 h in week 1",
        "Until Sun 20 Dec 2026",
        "Hours: at most 6 h a day",
        "Drive: up to 45 min at a time",
        "Vehicle entry and exit: up to 40 times a shift",
        "30 Nov: 07:00, 4 h",
        "Mon 7 Dec 2026",
        "Fleet manager",
    ),
    ("delivery", Kind.JOB_DEMANDS): ("Normal shift 10 h", "Drive the round and deliver"),
    ("delivery", Kind.PROPOSAL): ("Mon 30 Nov 2026", "16 h"),
    ("delivery", Kind.CERTIFIER_QUERY): ("Limit climbing in and out of the van",),
    ("delivery", Kind.RESPONSE_FORM): ("Mon 30 Nov 2026",),
    ("delivery", Kind.WEEKLY_SHEET): ("07:00, 4 h",),
    ("delivery", Kind.MY_PLAN): ("You can carry up to 10 kg.", "Start 07:00, work 4 h"),
    ("delivery", Kind.SUMMARY): ("30 Nov to 20 Dec 2026", "6 h"),
    ("delivery", Kind.REPORT): ("neurogenic claudication", "A(8)"),
    ("delivery", Kind.COPY_ACROSS): ("Sun 20 Dec 2026", "Carry: up to 10 kg"),
}


@cache
def planned(name: str) -> Case:
    return with_plan(example(name), HOW.on)


@cache
def pdf(name: str, kind: Kind) -> bytes:
    case, row = planned(name), kinds()[kind]
    return make(case, kind, Format.PDF, replace(HOW, about=row.abouts(case, HOW)[0]))


def test_every_document_of_every_example_is_read() -> None:
    can_be_made = {
        (name, row.kind) for name in DIAGNOSIS for row in kinds().values() if row.abouts(planned(name), HOW)
    }
    assert can_be_made - set(SAID) <= {(name, Kind.HOME_PROGRAMME) for name in DIAGNOSIS}


@pytest.mark.parametrize(("name", "kind"), SAID, ids=str)
def test_dates_hours_and_limits_of_the_example_stand_in_it(name: str, kind: Kind) -> None:
    said = text(pdf(name, kind))
    assert [words for words in SAID[name, kind] if words not in said] == []
    if kinds()[kind].audience in {Audience.EMPLOYER, Audience.INSURER, Audience.CERTIFIER}:
        assert DIAGNOSIS[name] not in said


@pytest.mark.parametrize(("name", "kind"), SAID, ids=str)
def test_tagged_with_fonts_inside_and_no_links(name: str, kind: Kind) -> None:
    reader = PdfReader(BytesIO(pdf(name, kind)))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert reader.metadata.title
    for page in reader.pages:
        assert not [a for a in page.get("/Annots", []) if a.get_object().get("/Subtype") == "/Link"]
        for font in page["/Resources"].get("/Font", {}).values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            described = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
