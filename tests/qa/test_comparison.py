"""Several speakers side by side: on a matter, or on all there is where that is little."""

import pytest

THINGS = """crane ferry bridge library tunnel market school harbour lighthouse mill orchard quarry
chapel theatre stadium prison bakery brewery cinema garden hospital""".split()


def talk(things):
    turns = (f"MS. HOLT: I like the {thing}.\n\nMR. VOSS: The {thing} is dear." for thing in things)
    return "\n\n".join(turns)


@pytest.mark.parametrize("question", ["How do Holt and Voss differ?", "Do Holt and Voss disagree?"])
def test_those_who_say_much_are_compared_on_a_matter_alone(written, question):
    few = written({"a.txt": talk(THINGS[:3])}).ask(question)
    assert few.statements_total == 6
    refusal = written({"a.txt": talk(THINGS)}).ask(question).refusal
    assert refusal.reason == "nothing_on_topic"
    assert "Holt and Voss are on record with 42 statements" in refusal.message


def test_on_a_matter_each_is_told(written):
    reply = written({"a.txt": talk(THINGS)}).ask("How do Holt and Voss differ on the tunnel?")
    assert {f.statement.speaker.name for f in reply.statements} == {"Holt", "Voss"}
    assert all("tunnel" in f.statement.text for f in reply.statements)
