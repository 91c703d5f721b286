"""The plan as a therapist reads it: a week with its reasons, limits that rise and those that stay, rules of a week."""

from tests.app.conftest import Open, new_case, planned
from tests.app.test_steps import shown


def cells(at) -> list[str]:
    return [str(cell).replace("\\", "") for t in at.table for cell in t.value.to_numpy().ravel()]


def lines(at) -> list[str]:
    return [line for text in shown(at, "markdown") for line in text.splitlines()]


WEEKS = {"plan.view": "Week by week"}


def test_days_alike_stand_in_one_line_with_the_reason_of_the_hours_above(open_page: Open) -> None:
    at = open_page("plan", planned(), **WEEKS)
    assert any(
        text.startswith("**20 h** — Policy: The policy starts with 4 h a day")
        for text in shown(at, "markdown")
    )
    assert "Mon 30 Nov to Fri 4 Dec" in cells(at)


def test_every_limit_of_a_week_stands_under_its_reason(open_page: Open) -> None:
    at = open_page("plan", planned(), **WEEKS, **{"plan.why": True})
    said = shown(at, "markdown")
    place = next(
        n for n, text in enumerate(said) if text.startswith("**Certificate**: Certified on Thu 19 Nov 2026")
    )
    assert "- Carry: up to 10 kg" in said[place + 1]
    hours = next(n for n, text in enumerate(said) if text.startswith("**20 h**"))
    listed = [line for text in said[hours + 1 :] for line in text.splitlines() if line.startswith("- ")]
    assert len(listed) == len(planned().plan.weeks[0].limits)


def test_the_week_that_was_chosen_stays_from_view_to_view(open_page: Open) -> None:
    at = open_page("plan", planned(), **WEEKS)
    at.selectbox(key="plan.week").set_value(4).run()
    assert any("Christmas Day" in text for text in shown(at, "markdown"))
    at.segmented_control(key="plan.view").set_value("The day").run()
    assert at.selectbox(key="plan.week").value == 4
    rules = [r for r in planned().plan.day_rules if r.from_week <= 4 <= r.until_week]
    stand = next(r for r in rules if r.sentence.startswith("Stand still at most"))
    assert f"- {stand.sentence} :gray[agreed limit]" in lines(at)


def test_rules_limits_and_obstacles_in_pounds(open_page: Open) -> None:
    at = open_page("plan", planned(), **{"units": "us", "plan.view": "The day"})
    said = shown(at, "markdown")
    rule = "- Lift, floor to waist, more than 11 lb: at most 80 min a shift."
    assert f"{rule} :gray[agreed limit]" in lines(at)
    assert not [text for text in said if " kg" in text]
    at.segmented_control(key="plan.view").set_value("Overview").run()
    assert any("asks for 30.9 lb, 22 lb is allowed" in text for text in shown(at, "markdown"))
    at.segmented_control(key="plan.view").set_value("Limits").run()
    (climbing,) = [cell for cell in cells(at) if cell.startswith("13.2 lb from week 1; 17.6 lb from week")]
    assert "; 22 lb from week" in climbing


def test_limits_that_stay_are_listed_apart(open_page: Open) -> None:
    at = open_page("plan", planned(), **{"plan.view": "Limits"})
    rising, staying = (list(t.value["Limit"]) for t in at.table[-2:])
    assert r"Stand still \(at a time\)" in rising
    assert r"Sit \(at a time\)" in staying
    assert not set(rising) & set(staying)


def test_full_duties_past_the_certificate_are_called_an_outlook(open_page: Open) -> None:
    at = open_page("plan", planned("office"))
    assert any(
        text.startswith("Full duties from week 11, ") and "This is an outlook" in text
        for text in shown(at, "info")
    )


def test_a_job_that_lacks_something_is_one_click_away(open_page: Open) -> None:
    at = open_page("plan", new_case())
    assert "Go to Job" in [link.label for link in at.get("page_link")]
    assert "Go to Job" not in [link.label for link in open_page("plan", planned()).get("page_link")]


def test_a_plan_without_certificate_says_so_and_how_much_is_unknown(open_page: Open) -> None:
    case = planned()
    case.certificates = []
    at = open_page("plan", case)
    assert "No certificate is on record, so hours and limits are not certified." in shown(at, "warning")
    assert any("demands are not assessed" in text for text in shown(at, "caption"))
    assert not any(
        text.startswith("No certificate") for text in shown(open_page("plan", planned("office")), "warning")
    )


def test_the_example_day_of_a_week_and_its_bad_day_are_drawn_with_their_tables(open_page: Open) -> None:
    at = open_page(
        "plan", planned(), **{"plan.view": "The day", "plan.example.table": True, "plan.bad.table": True}
    )
    stage = planned().plan.example_days[0]
    assert any(text.startswith("Week 1: the longest day, 4 h") for text in shown(at, "caption"))
    assert "- The hours stay: 4 h." in lines(at)
    for table in at.table[-3:-1]:
        minutes = [int(cell) for cell in table.value["Minutes"]]
        assert sum(minutes) == stage.paid_min
    assert len(at.table[-3].value) < len(stage.blocks)


def test_a_week_of_the_outlook_has_rules_and_no_example_day(open_page: Open) -> None:
    at = open_page("plan", planned(), **{"plan.view": "The day", "plan.week": 10})
    assert any("there is no example day" in text for text in shown(at, "caption"))
    assert any(line.startswith("- Sit at most 30 min at a time") for line in lines(at))
