"""Whom a name in a question can mean."""

from dataclasses import replace

import pytest

from index.documents import Speaker
from qa.described import described, is_under
from qa.names import Names
from qa.slips import is_slip_of_name
from qa.understanding import understand


@pytest.mark.parametrize(
    ("name", "speakers"),
    {
        "John Kirby": ["John Kirby"],
        "Kirby": ["John Kirby"],
        "kirby": ["John Kirby"],
        "Mr. Kirby": ["John Kirby"],
        "Lord Justice Kirby": ["John Kirby"],
        "John F. Kirby Jr.": ["John Kirby"],
        "Ruth Adeyemi": ["Ruth T. Adeyemi Jr."],
        "Ruth T. Adeyemi": ["Ruth T. Adeyemi Jr."],
        "Ruth Adeyemi, Jr.": ["Ruth T. Adeyemi Jr."],
        "Secretary Austin": ["Lloyd Austin"],
        "Det Con Calloway": ["Ines Calloway"],
        "Petra Vuković-Brød": ["Petra Vuković-Brød"],
        "Vukovic-Brod": ["Petra Vuković-Brød"],
        "the White House spokesman": ["John Kirby"],
        "Calloway": ["Ines Calloway"],
        "Reyes": ["Daniel Reyes", "Hector Reyes"],
        "Hector Reyes": ["Hector Reyes"],
        "the hydrologist": ["Daniel Reyes"],
        "the president": ["Marta Lund"],
        "the vice president": ["Tom Obi"],
        "the VP": ["Tom Obi"],
        "Obi": ["Rosa Obi", "Tom Obi"],
        "Vice President Obi": ["Tom Obi"],
        "President Obi": ["Tom Obi"],
        "Castle": ["Ben Castle", "Nora Castle"],
        "Prof Castle": ["Nora Castle"],
        "Gov. Castle": ["Ben Castle"],
        "Secretary Obi": ["Rosa Obi", "Tom Obi"],
        "the NRA": ["National River Agency"],
        "the agency": ["National River Agency"],
        "the WHO": ["World Health Organization"],
        "WHO": ["World Health Organization"],
        "the North Korean government": ["North Korean government"],
        "North Korea": ["North Korean government"],
        "Pyongyang": ["North Korean government"],
        "the US": ["Washington"],
        "U.S.": ["Washington"],
        "Smith and Sons": ["Smith and Sons"],
        "Lloyd": [],  # as likely a surname
        "Tom": ["Tom Obi"],
        "Daniel": ["Daniel Reyes"],
        "Merkel": [],
        "South Korea": [],
        "who": [],
        "us": [],
        "the": [],
        "": [],
    }.items(),
)
def test_a_name_means(known, name, speakers):
    assert [s.name for s in known.resolve(name)] == speakers


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "what did Kirby and Lloyd Austin say?": ["Kirby", "Lloyd Austin"],
        "did John Kirby say it?": ["John Kirby"],
        "who told us about it?": [],
        "WHO SAID IT AND WHERE WAS US ARMY?": [],
        "what did the WHO tell the U.S.?": ["the WHO", "the U.S"],
        "Kirby's view": ["Kirby's"],
        "\uff9e Kirby": ["Kirby"],  # a mark of which no letter is left
    }.items(),
)
def test_names_are_found_in_a_text(known, text, found):
    assert [text[n.start : n.end] for n in known.find(text)] == found


@pytest.mark.parametrize(
    ("slip", "name"),
    {
        "Kirbey": "John Kirby",
        "kirbi": "John Kirby",
        "Autsin": "Lloyd Austin",
        "Jhon Kirby": "John Kirby",
        "Callowey": "Ines Calloway",
        "Secretary Austen": "Lloyd Austin",
        "Reyas": "Reyes",  # two of them, who are asked back
        "Jonh Kirby": "John Kirby",
        "Tmo Obi": "Tom Obi",
        "Tim Obi": None,  # a name itself
        "Merkel": None,
        "Firby": None,  # a slip is hardly ever in the first letter
        "John Firby": None,
        "Ruth Edeyemi": None,  # too short to be told from others
        "Gorld Health Organization": None,
        "World Health Arganization": "World Health Organization",
        "WHQ": None,  # too short to tell
        "South Korean government": None,
        "words": None,  # stands in the documents
        "": None,
    }.items(),
)
def test_a_slip_is_the_one_name_that_is_near(known, slip, name):
    assert known.nearest(slip) == name


def test_initials_are_no_slip_of_others():
    assert not is_slip_of_name(["uk", "government"], ["us", "government"])
    assert is_slip_of_name(["ana", "quill"], ["anna", "quill"])


def test_those_among_a_text_are_the_ones_that_can_only_mean_one(known):
    assert [s.name for s in known.among("Reyes met Austin, Kirby and Austin")] == [
        "Lloyd Austin",
        "John Kirby",
    ]


def speakers(*told: tuple[str, str | None, int]) -> tuple[Speaker, ...]:
    return tuple(
        Speaker(name.casefold(), name, "person", role, statement_count=count)
        for name, role, count in told
    )


PRESIDENT = ("Joe Brandt", "President", 276)
DAUGHTER = ("Naomi Brandt", None, 9)
CALLED_SO = ("Brandt", "President", 639)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ((PRESIDENT, DAUGHTER), ["Joe Brandt"]),
        ((PRESIDENT, DAUGHTER, CALLED_SO), ["Joe Brandt", "Brandt"]),
        ((PRESIDENT, DAUGHTER, ("Brandt", None, 3)), ["Joe Brandt", "Brandt"]),
        ((PRESIDENT, DAUGHTER, ("Brandt", "Senator", 3)), ["Joe Brandt"]),
        ((DAUGHTER, ("Brandt", None, 400)), ["Brandt"]),
    ],
)
def test_a_surname_means_who_says_nearly_all_that_is_said_by_people_of_it(given, meant):
    found = Names.likely("Mr. Brandt", speakers(*given))
    assert [speaker.name for speaker in found] == meant


@pytest.mark.parametrize(
    "given",
    [
        (PRESIDENT, ("Willa Brandt", "Senator", 40)),
        (("Joe Brandt", None, 12), ("Willa Brandt", None, 1)),
        (PRESIDENT, ("Brandt", "Senator", 400)),
        (("Joe Brandt", None, 100), ("Willa Brandt", None, 90), CALLED_SO),
    ],
    ids=["both are heard", "little is said", "another's role", "two and the surname"],
)
def test_where_it_is_in_doubt_whom_a_surname_means_it_means_all(given):
    assert Names.likely("Brandt", speakers(*given)) == speakers(*given)


def test_who_says_much_in_one_document_leaves_no_doubt_either():
    father, son = speakers(PRESIDENT, ("Tim Brandt", None, 60))
    father, son = replace(father, document_count=48), replace(son, document_count=2)
    assert Names.likely("Brandt", (father, son)) == (father,)
    son = replace(son, document_count=12)
    assert Names.likely("Brandt", (father, son)) == (father, son)


def _in(monkeypatch, known, found: tuple[Speaker, ...], called: tuple[Speaker, ...] = ()):
    """Names that know these alone, of whom some are called by the office and no name."""
    told = [*map(described, found)]
    monkeypatch.setattr(known.index, "_described", told)
    monkeypatch.setattr(known, "_resolved", {})
    monkeypatch.setattr(Names, "_preferred", lambda *_: called)
    monkeypatch.setattr(known, "_by_words", {("president",): {"x"}} if called else {})
    return known


def test_an_office_means_who_says_nearly_all_that_is_said_in_it(known, monkeypatch):
    both = speakers(PRESIDENT, ("Phil Moe", "President", 3))
    assert _in(monkeypatch, known, both).resolve("the president") == both[:1]
    both = speakers(PRESIDENT, ("Phil Moe", "President", 80))
    assert _in(monkeypatch, known, both).resolve("the president") == both


def test_who_is_called_by_the_office_alone_is_who_holds_it_elsewhere(known, monkeypatch):
    called = speakers(("The President", None, 2))
    brandt = speakers(PRESIDENT)
    assert _in(monkeypatch, known, brandt, called).resolve("the President") == brandt
    called = speakers(("The President", None, 90))
    assert _in(monkeypatch, known, brandt, called).resolve("the President") == called


def test_a_body_is_nobody_who_works_there(known, monkeypatch):
    works = speakers(("Tom Obi", "Director at the Harbour Administration", 30))
    assert _in(monkeypatch, known, works).resolve("the harbour administration") == ()
    assert _in(monkeypatch, known, works).resolve("the harbour director") == works


@pytest.mark.parametrize("role", ["Special Representative of the Governor", "Aide to the Governor"])
def test_who_works_for_the_holder_of_an_office_is_not_the_holder(known, monkeypatch, role):
    works = speakers(("Tom Obi", role, 30))
    assert _in(monkeypatch, known, works).resolve("the governor") == ()
    assert _in(monkeypatch, known, works).resolve(role) == works


def test_an_office_by_its_initials_is_the_office_in_full(known, monkeypatch):
    holds = speakers(("Ben Aldous", "CFO", 4))
    named = _in(monkeypatch, known, holds)
    assert named.resolve("the CFO") == named.resolve("the chief financial officer") == holds
    holds = speakers(("Ben Aldous", "Chief Financial Officer", 4))
    assert _in(monkeypatch, known, holds).resolve("the CFO") == holds


def test_an_office_is_known_by_the_adjective_of_its_country(known, monkeypatch):
    both = speakers(("Aino Virta", "President of Finland", 4), ("Ben Aldous", "US President", 9))
    named = _in(monkeypatch, known, both)
    assert named.resolve("the Finnish president") == both[:1]
    assert named.resolve("the American president") == both[1:]
    assert (
        named.resolve("the Polish president") == named.resolve("the f\u0131nnish president") == ()
    )
    pole = speakers(("Jan Nowak", "Polish Prime Minister", 4))
    assert _in(monkeypatch, known, pole).resolve("the Prime Minister of Poland") == pole
    briton = speakers(("Liz Hale", "British Prime Minister", 4))
    for asked in ("Britain's prime minister", "the UK Prime Minister", "the U.K. prime minister"):
        assert _in(monkeypatch, known, briton).resolve(asked) == briton


def test_what_has_the_name_of_a_country_is_no_country(known, monkeypatch):
    both = speakers(
        ("Ann Lund", "president of Georgia Tech", 4), ("Tom Obi", "chair of Georgia", 4)
    )
    named = _in(monkeypatch, known, both)
    assert named.resolve("the Georgian president") == ()
    assert named.resolve("the Georgian chair") == both[1:]


def test_an_office_of_the_company_is_whoever_holds_one_of_that_name(known, monkeypatch):
    holds = speakers(("Owen Lindley", "Chief Medical Officer", 4))
    named = _in(monkeypatch, known, holds)
    assert named.resolve("the company's chief medical officer") == holds
    assert named.resolve("the company's officer") == ()
    assert named.resolve("the hospital's chief medical officer") == ()


def test_a_firm_goes_by_its_name_without_its_form(known):
    for name in ("Adhera", "adhera", "Adhera GmbH"):
        assert [s.name for s in known.resolve(name)] == ["Adhera GmbH"]


def test_who_is_called_so_as_it_is_goes_before_a_firm_without_its_form(known):
    assert [s.name for s in known.resolve("Tarn")] == ["Tarn"]
    assert [s.name for s in known.resolve("Tarn Inc.")] == ["Tarn Inc."]


def test_an_office_behind_the_firms_name_is_held_and_a_firm_is_not(known, monkeypatch):
    holds = speakers(("Ngozi Ade", "Thermion Energy Systems plc, Finance Director", 4))
    named = _in(monkeypatch, known, holds)
    assert named.resolve("the finance director") == holds
    assert named.resolve("energy systems") == ()


def test_the_dissent_is_whoever_dissents_with_another_title_or_none(known, monkeypatch):
    both = speakers(("Owen Pryde", "dissenting", 4), ("Ruth Obi", "Circuit Judge, concurring", 4))
    named = _in(monkeypatch, known, both)
    assert named.resolve("the dissent") == both[:1]
    assert named.resolve("the concurrence") == both[1:]


def test_nobody_is_what_a_role_is_only_of(known, monkeypatch):
    directs = speakers(("Ann Obi", "director of the Centre for Women in Ohio", 3))
    named = _in(monkeypatch, known, directs)
    assert named.resolve("the Ohio director") == directs
    assert named.resolve("women") == ()


def test_a_description_is_never_narrowed():
    both = speakers(("Joe Brandt", "Republican candidate", 276), ("Ann Lind", "Republican", 2))
    assert Names.likely("Republican", both) == both


def test_a_full_name_is_never_narrowed():
    both = speakers(("Joe Brandt", "President", 276), ("Joe Brandt", "baker", 2))
    assert Names.likely("Joe Brandt", both) == both


@pytest.mark.parametrize(
    "question",
    [
        "what did Brandt and Calloway say about the bridge?",
        "how do Brandt and Calloway differ on the bridge?",
    ],
)
def test_a_surname_that_is_clear_is_so_beside_another(known, monkeypatch, question):
    others = Names.resolve

    def resolve(self: Names, name: str) -> tuple[Speaker, ...]:
        return speakers(PRESIDENT, DAUGHTER) if name == "Brandt" else others(self, name)

    monkeypatch.setattr(Names, "resolve", resolve)
    query = understand(question, known, lambda: None)
    assert [speaker.name for speaker in query.speakers] == ["Joe Brandt", "Ines Calloway"]
    assert not query.ambiguous


@pytest.mark.parametrize(
    ("kinds", "called", "clear"),
    [
        (("organisation", "organisation"), ("Harbour Office", "the Harbour Office"), 2),
        (("organisation", "organisation"), ("Harbour Office", "HARBOUR OFFICE"), 2),
        (("organisation", "organisation"), ("Harbour Office", "Lower Harbour Office"), 0),
        (("person", "person"), ("Ann Lind", "Ann Lind"), 0),
        (("organisation", "person"), ("Ann Lind", "Ann Lind"), 0),
    ],
)
def test_a_body_that_is_listed_twice_is_one_and_two_people_are_two(
    known, monkeypatch, kinds, called, clear
):
    both = tuple(
        Speaker(f"{n}", name, kind)
        for n, (kind, name) in enumerate(zip(kinds, called, strict=True))
    )
    monkeypatch.setattr(Names, "resolve", lambda *_: both)
    assert len(known.clear(called[0])) == clear


ALDERMAN, J_OBI = (
    Speaker("1", "Obi", "person", role="Alderman"),
    Speaker("2", "J. Obi", "person", role="Alderman"),
)


@pytest.mark.parametrize(
    ("name", "called", "clear"),
    [
        ("Alderman Obi", (ALDERMAN, J_OBI), 2),
        (
            "Harriet",
            (
                Speaker("1", "Harriet", "person"),
                Speaker("2", "Harriet Lund", "person", role="nurse"),
            ),
            2,
        ),
        ("Pell", (Speaker("1", "Pell", "person"), Speaker("2", "Pell", "organisation")), 2),
        ("Obi", (replace(ALDERMAN, role="Captain"), J_OBI), 0),
        ("Obi", (ALDERMAN, J_OBI, Speaker("3", "Tom Obi", "person")), 0),
    ],
)
def test_who_goes_by_the_name_alone_may_be_the_one_who_has_more_of_it(
    known, monkeypatch, name, called, clear
):
    monkeypatch.setattr(Names, "resolve", lambda *_: called)
    assert len(known.clear(name)) == clear


def test_whose_relative_somebody_is_holds_no_office():
    daughter = Speaker("1", "Ann Lund", "person", role="vicar's elder daughter")
    vicar = Speaker("2", "Tom Lund", "person", role="vicar of Harlow")
    assert is_under(daughter, {"vicar"})
    assert not is_under(vicar, {"vicar"})
    assert not is_under(replace(vicar, role="the port's chairman"), {"chairman"})
