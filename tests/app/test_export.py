"""Export: every document of a reader can be looked at and made, and says where it cannot be."""

import pytest

from ergo.knowledge.visibility import Audience
from ergo.workflow.documents import kinds
from pages.components.words import AUDIENCE
from tests.app.conftest import Open, new_case, planned


@pytest.mark.parametrize("reader", list(dict.fromkeys(row.audience for row in kinds().values())))
def test_each_document_is_shown_on_the_page(open_page: Open, reader: Audience) -> None:
    at = open_page("export", planned(), **{"export.reader": reader})
    for row in kinds().values():
        if row.audience is reader:
            at.toggle(key=f"export.preview.{row.kind}").set_value(True).run()
            assert not at.exception
            assert [e.value for e in at.error] == []
    assert any(AUDIENCE[reader] in e.label for e in at.expander)


def test_without_a_plan_the_page_says_so(open_page: Open) -> None:
    at = open_page("export", new_case())
    said = " ".join(info.value for info in at.info)
    assert "Make the plan first" in said
    assert "nothing to make it of" in said
