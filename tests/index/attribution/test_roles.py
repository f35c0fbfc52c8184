"""What the document tells somebody to be, apart from the name."""

import pytest

from index.attribution.mentions import Cast
from tests.index.parsed import parse, roles


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("a leader of the Coalition to Stop Holt", "leader of the Coalition"),
        ("the mother of Sean Holt", "mother of Sean Holt"),
        ("the mayor of Harlow Patricia Holt", "mayor of Harlow"),
        ("now director of the port", "director of the port"),
        ("two members of the council", None),
        ("veterans affairs secretary", "veterans affairs secretary"),
        ("our chief inspector of ports", "chief inspector of ports"),
        ("Her Majesty's Chief Inspector of Ports", "Her Majesty's Chief Inspector of Ports"),
    ],
)
def test_a_role_is_whole_and_one_persons(told, role):
    (figure, *_) = Cast(parse(f"Patricia Holt, {told}, said it was late.")).figures("person")
    assert figure.role == role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Ann Lind, campaign manager for Karl Voss, was there.",
            "Ann Lind",
            "campaign manager for Karl Voss",
        ),
        (
            "In the evening all of them met Minister Ann Lind, Ambassador to the United Nations "
            "Karl Voss, and some others who were there.",
            "Ann Lind",
            "Minister",
        ),
        (
            "In the evening all of them met Secretary of Education Miguel Lind, who was tired.",
            "Miguel Lind",
            "Secretary of Education",
        ),
    ],
    ids=["whom it is for", "another's name begins", "the first name is no role"],
)
def test_a_role_ends_where_another_name_begins(text, name, role):
    (figure,) = [f for f in Cast(parse(text)).figures("person") if f.name == name]
    assert figure.role == role


# Names and roles are told apart whatever the parser takes them for
ROLES = {
    "Secretary of Defense Lloyd Austin said that it was over.": (
        "Lloyd Austin",
        "Secretary of Defense",
    ),
    "Foreign Minister Jane Doe said that it was over.": ("Jane Doe", "Foreign Minister"),
    "Managing director Jane Doe said that it was over.": ("Jane Doe", "Managing director"),
    "Her co-author Jane Doe said that it was over.": ("Jane Doe", "co-author"),
    "The vice-chair, Jane Doe, said that it was over.": ("Jane Doe", "vice-chair"),
    "Jane Doe, the first woman to hold the post, said that it was over.": ("Jane Doe", None),
    "The city's own auditor, Jane Doe, said that it was over.": ("Jane Doe", "auditor"),
    "Danish Prime Minister Karen Lindqvist said that it was over.": (
        "Karen Lindqvist",
        "Danish Prime Minister",
    ),
    "Secretary-General of NATO Jens Stoltenberg warned against escalation.": (
        "Jens Stoltenberg",
        "Secretary-General of NATO",
    ),
    "Mayor Agnes Holt said that the bridge was closed.": ("Agnes Holt", "Mayor"),
    "Yusuf Kaya, our chief financial officer, said that it was closed.": (
        "Yusuf Kaya",
        "chief financial officer",
    ),
    "Dr. Amara Nwosu said that it would stand.": ("Amara Nwosu", None),
    "Its general secretary, Tomas Breck, said that they would stay out.": (
        "Tomas Breck",
        "general secretary",
    ),
    "The company's vice president for research, Paul Demarest, said it was wrong.": (
        "Paul Demarest",
        "vice president for research",
    ),
    "Marek Lund, an analyst at the Corvane-based consultancy AgriView, said it was cheap.": (
        "Marek Lund",
        "analyst at the Corvane-based consultancy AgriView",
    ),
    "Daniel Reyes, a hydrologist at the University of Corvane, said it was foreseeable.": (
        "Daniel Reyes",
        "hydrologist at the University of Corvane",
    ),
    "“It was dark,” recalled Mr. Pell, a night watchman.": ("Pell", "night watchman"),
    "General Motors said that it would cut jobs.": ("General Motors", None),
    "The Dockworkers and Shipwrights Union (DSU) said that it would go on.": (
        "Dockworkers and Shipwrights Union",
        None,
    ),
}


@pytest.mark.parametrize(("text", "expected"), ROLES.items(), ids=[n for n, _ in ROLES.values()])
def test_a_name_is_whole_and_its_role_stands_apart(text, expected):
    assert roles(text) == dict([expected])


def test_an_office_in_front_of_the_next_name_is_the_next_ones():
    text = (
        "Raymond Voss spoke. According to Voss, the vice president for quality, Elaine Harrow, "
        "told him to close the ticket."
    )
    assert roles(text) == {"Raymond Voss": None, "Elaine Harrow": "vice president for quality"}
