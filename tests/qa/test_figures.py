"""Who said a figure, of which nothing else is asked."""

import pytest

TEXT = """# The fever

The doctor, Ann Voysey, said that there had been 368 cases of fever in the town in a year.

The mayor, Tom Obi, said that it was 341 and that the wells were to be closed at once.
"""


@pytest.fixture(scope="module")
def fever(written):
    return written({"fever.md": TEXT})


@pytest.mark.parametrize(
    ("question", "who"),
    [("Who says 368?", ["Ann Voysey"]), ("who said 341?", ["Tom Obi"]), ("who said 340?", [])],
)
def test_a_figure_alone_is_said_by_who_has_it(fever, question, who):
    assert [f.statement.speaker.name for f in fever.ask(question).statements] == who
