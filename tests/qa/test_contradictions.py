"""What contradicts what; where it is in doubt, nothing does."""

from datetime import date

import pytest

from qa.contradictions import among
from qa.wording import contradicted
from tests.qa.said import found, said

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 3)


@pytest.mark.parametrize(
    ("asserted", "cue", "denied"),
    [
        ("that the levee was hollow", "disputed", "that the levee was hollow"),
        ("the river tunnel will open in May", "denied", "that the tunnel would open in May"),
        ("that it had cost 5.1 billion", "dismissed", "claims that it had cost 5.1 billion"),
        ("that water entered the tube in March", "said", "that water never entered the tube"),
        ("the mayor signed the forms", "testified", "that the mayor never signed the forms"),
        ("that the letter was leaked", "said", "the letter was not leaked"),
    ],
)  # fmt: skip
def test_a_denial_of_the_same_contradicts(asserted, cue, denied):
    both = said("A", asserted), said("B", denied, cue=cue, document="e")
    (clash,) = among(found(*both))
    assert (clash.asserted, clash.denied) == both


@pytest.mark.parametrize(
    ("asserted", "cue", "denied"),
    [
        # about the same, and no more
        ("that the tunnel was safe", "denied", "that the tunnel had cost 5.1 billion"),
        ("that the eastern tube was dry", "said", "that water had never entered the eastern tube"),
        ("that the tunnel cost 4.2 billion", "denied", "that the tunnel cost 5.1 billion"),
        ("the southern tunnel was closed", "said", "the northern tunnel was not closed"),
        # another time
        ("that the paint shop would be closed", "said", "that the paint shop had not been closed"),
        ("the tunnel was closed", "said", "the tunnel was no longer closed"),
        ("the tunnel has been inspected", "said", "the tunnel has not yet been inspected"),
        # not denied but unsaid, or denied in part
        ("the tunnel was safe", "said", "“I did not say the tunnel was safe”"),
        ("the pumps had been tested", "said", "not all the pumps had been tested"),
        ("the pumps might have been tested", "denied", "that the pumps had been tested"),
        ("the pumps had been tested", "said", "no evidence that the pumps had been tested"),
        # whatever "it" is
        ("the managers were dismissed", "said", "they were not dismissed"),
        ("her account of the tunnel", "rejected", "her account"),
        # two denials
        ("that the levee was not hollow", "denied", "that the levee was hollow"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_does_not(asserted, cue, denied):
    assert not among(found(said("A", asserted), said("B", denied, cue=cue, document="e")))


def test_an_unnamed_source_contradicts_nobody():
    both = said("", "the levee was hollow"), said("B", "the levee was not hollow")
    assert not among(found(*both))


OPENS = "that the tunnel would open in September"


def test_over_time_one_speaker_can_be_on_record_both_ways():
    before, after = said("Marsh", OPENS, day=MAY), said("Marsh", OPENS, cue="denied", day=JUNE)
    (clash,) = among(found(after, before))
    assert clash.over_time
    assert contradicted(clash) == (
        "Marsh is on record both ways on whether the tunnel would open in September: "
        "asserting it on 1 May 2025, denying it on 3 June 2025."
    )
    before, after = said("Marsh", OPENS, cue="denied", day=MAY), said("Marsh", OPENS, day=JUNE)
    (clash,) = among(found(after, before))
    assert contradicted(clash).endswith("denying it on 1 May 2025, asserting it on 3 June 2025.")


@pytest.mark.parametrize(("one", "other"), [(MAY, MAY), (None, JUNE), (None, None)])
def test_without_two_dates_there_is_no_over_time(one, other):
    both = found(said("Marsh", OPENS, day=one), said("Marsh", OPENS, cue="denied", day=other))
    assert among(both) == []


def test_two_speakers_contradict_each_other_once():
    both = found(
        said("Marsh", OPENS, day=MAY),
        said("Averin", OPENS, cue="denied", day=JUNE),
        said("Averin", "that the tunnel would not open in September", document="e"),
    )
    (clash,) = among(both)
    assert contradicted(clash) == (
        "Marsh (1 May 2025) and Averin (3 June 2025) contradict each other "
        "on whether the tunnel would open in September."
    )
