"""The prior of the forecast is a proposal and says so."""

from ergo.knowledge.forecast import usual_prior
from ergo.knowledge.sources import Status


def test_the_prior_is_a_proposal_in_so_many_steps() -> None:
    prior = usual_prior()
    assert (prior.steps_held.value, prior.steps_failed.value) == (3, 1)
    for figure in (prior.steps_held, prior.steps_failed):
        assert (figure.status, figure.unit) == (Status.PROPOSAL, "steps")
