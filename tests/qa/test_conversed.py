"""A conversation about one of several documents: what another one tells is no answer there."""

import pytest

from qa.reading.reader import Reader
from tests.qa.test_one_document import last_reply

BERTHS = """The berths of Quernmouth

The harbour office of Quernmouth lets 62 berths to boats of up to eleven metres. A berth costs 40
euros a week in summer and half of that in winter.

Whoever wants a berth in Quernmouth puts the boat on the list and pays a deposit. The list is read
out on the first Monday of March, and a berth that nobody claims goes to the next name.

Boats must be insured. The harbour master looks at each one before it is moored, and may send away
what leaks. Hulls are painted on the slipway alone, and no fires are lit aboard. Visitors moor at
the outer pier, where there is no water and no light, and leave when the office asks them to.

The office keeps the deposit of those who leave without a word. It is open from eight to noon on
weekdays, and the keys of the showers are had there. Dogs may run on the mole, and nowhere else.
Nets are dried behind the sheds. The crane lifts two tonnes, and the harbour master works it.
"""
LIBRARY = """The reading room of Aldmoor

A copy of a map is valid for two years in the reading room of Aldmoor. The card of a reader costs
nine euros and can be renewed once by letter. Renewal takes ten days.
"""


@pytest.fixture(scope="module")
def town(written):
    return written({"berths.txt": BERTHS, "library.txt": LIBRARY}, Reader())


BEFORE = ("How much does a berth in Quernmouth cost?", "Who gets a berth there?")


def test_what_another_document_tells_is_no_answer(town):
    assert last_reply(town, "How long does the renewal of a card take?").answered
    reply = last_reply(town, *BEFORE, "And how long does its renewal take?")
    assert not reply.answered


def test_what_its_own_document_tells_is(town):
    reply = last_reply(town, *BEFORE, "And how many of them are there?")
    assert reply.text.startswith("62")


def test_what_names_another_thing_is_looked_for_everywhere(town):
    reply = last_reply(town, *BEFORE, "And what does the card cost in Aldmoor?")
    assert reply.answered
    assert reply.passages[0].passage.text.startswith("The reading room")


def test_what_is_told_by_itself_is_shown_without_the_conversation(town):
    reply = last_reply(town, BEFORE[0], "What does the card of a reader cost?")
    assert reply.answered
    assert reply.standalone == "What does the card of a reader cost?"


HOTEL = """The Hotel Meridian

The Hotel Meridian has 80 rooms and an indoor pool. A room costs 90 euros.
"""
POOLS = """A pool for Aldmoor

"Every other town of our size has a pool," said Tom Varga, the head of the swimming club. Councillor
Ada Lindgren said that the town could not have a pool before 2030.
"""


def test_whether_a_thing_is_so_that_nobody_was_asked_about_is_no_matter_of_positions(written):
    library = written({"hotel.txt": HOTEL, "pools.txt": POOLS}, Reader())
    for asked in ("does it have a pool?", "is there a pool?"):
        reply = last_reply(library, "How much is a room in the Hotel Meridian?", asked)
        assert reply.answered
        assert {p.title for p in reply.passages} == {"Hotel"}


SNAILS = """Snails that hear

Snails react to the sound of crabs, a study finds. The team of Yusuf Demir played the sound to 240
snails. Anna Lindqvist, a biologist, said that the study was small, and that snails are slow.
"""
LIFE = """A life in glass

Her first exhibition was in Stockholm in 1951. After a stroke she wrote her
memoirs, which were published in 1982.
"""


def test_a_thing_of_the_conversation_is_not_told_of_by_another_document(written):
    library = written({"snails.txt": SNAILS, "life.txt": LIFE}, Reader())
    before = "What did Lindqvist say about the study?"
    reply = last_reply(library, before, "when was the study published?")
    assert not any(p.title == "Life" for p in reply.passages)


MATCH = """Corvane Rovers 2 Aldmoor 1

Corvane Rovers won at home when Daniel Okafor scored in the last minute. The captain of Aldmoor, \
Lewis Grady, was sent off for a foul on Tomas Reyes before the break.

Reyes had to be carried off. In came the seventeen-year-old Ben Achebe, who had never played for \
the first team, in his place. The club's doctor says that the thigh is torn.

A free kick settled it. The gate of 11,206 was the best for nine years, and the club will put the \
money into the roof of the stand. The visitors had not lost since spring, and they thought that \
the kick should not have been given. Their manager ran onto the pitch and was booked.

The home side had lost five games in a row. The goalkeeper let a cross slip through his hands \
in the first half, and was booed by the crowd. After the break he made two saves, of which the \
papers said nothing.

The win takes the home side from eighteenth to fifteenth place. The visitors stay fourth. On \
Tuesday both play again, the one away and the other at home, where they have a new roof.
"""
BAND = """The Lanterns

The drummer left in 1994 to study law, which happened a long time ago. He was replaced by Donna \
Reid, formerly of another band.

Donna Reid decides where the band plays.
"""


@pytest.fixture(scope="module")
def ground(written):
    return written({"match.txt": MATCH, "band.txt": BAND}, Reader())


def test_what_a_conversation_is_about_is_told_by_the_names_in_it(ground):
    reply = last_reply(ground, "What happened to Reyes?", "how long ago?", "who replaced him?")
    assert "Donna Reid" not in reply.text


def test_whom_an_answer_named_is_asked_about_next(ground):
    reply = last_reply(ground, "Who came in the place of Reyes?", "how old is he?")
    assert reply.standalone == "how old is Ben Achebe?"
    assert reply.text.startswith("Seventeen.")


def test_a_question_with_hardly_a_word_of_its_own_is_of_the_conversation(ground):
    reply = last_reply(ground, "Where was Reyes hurt?", "who decides?")
    assert not any(p.title == "Band" for p in reply.passages)
    assert last_reply(ground, "who decides?").text.startswith("Donna Reid")


def test_the_document_of_a_conversation_need_not_be_among_those_found_first(written):
    deaths = {
        f"{name}.txt": f"{name} died on Monday. The painter {name} died of a fever."
        for name in ("Anna Holm", "Tom Varga", "Ada Reyes", "Bo Pell", "Ines Lund", "Karl Voss")
    }
    killed = BERTHS.replace(
        "Nets are", "The first harbour master, Ole Brandt, was killed in 1902. Nets are"
    )
    library = written({"berths.txt": killed, **deaths}, Reader())
    reply = last_reply(library, "How much does a berth in Quernmouth cost?", "who died?")
    assert {p.title for p in reply.passages} <= {"Berths"}
