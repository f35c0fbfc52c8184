"""Several speakers side by side: on a matter, or on all there is where that is little."""

import pytest

from qa.understanding import understand

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


def test_who_agrees_with_whom_is_told_where_one_says_so(written):
    agreed = "MS. HOLT: I agree with Mr. Voss."
    library = written({"a.txt": f"{talk(THINGS)}\n\n{agreed}"})
    (told,) = library.ask("Does Holt agree with Voss?").statements
    assert told.statement.text == "I agree with Mr. Voss."


def test_who_agrees_with_whom_is_told_of_those_who_say_little_and_by_first_names(written):
    present = "Present: Ann Holt, Karl Voss\n\n"
    agreed = "MS. HOLT: Well, I don't agree with Karl there."
    library = written({"a.txt": f"{present}{talk(THINGS[:4])}\n\n{agreed}"})
    (told,) = library.ask("Does Holt agree with Voss?").statements
    assert told.statement.text == "Well, I don't agree with Karl there."
    assert library.ask("How do Holt and Voss differ?").statements_total == 9


def test_of_a_long_turn_a_comparison_tells_what_bears_on_the_matter(written):
    long = f"{'The weather was fine and we walked. ' * 30}The bridge is narrow."
    library = written({"a.txt": f"{talk(THINGS)}\n\nMS. HOLT: {long}"})
    text = library.ask("How do Holt and Voss differ on the bridge?").text
    assert "The bridge is narrow." in text
    assert "The weather was fine" not in text


def test_what_two_who_say_much_discussed_is_not_all_that_they_say(written):
    met = "The clerk noted that Ms. Holt and Mr. Voss had discussed the price of the old windmill."
    library = written({"a.txt": talk(THINGS), "b.txt": f"A meeting\n\n{met}\n"})
    reply = library.ask("What did Holt and Voss discuss?")
    assert "the price of the old windmill" in reply.text
    assert reply.statements_total <= 1


def test_what_two_discussed_is_all_they_say_where_nothing_tells_of_it(written):
    reply = written({"a.txt": talk(THINGS)}).ask("What did Holt and Voss discuss?")
    assert reply.statements_total == 2 * len(THINGS)


def test_who_has_nothing_on_the_matter_is_told_to_have_none(written):
    only = "MS. HOLT: I like the windmill, as it turns.\n\nMR. VOSS: The weather was fine."
    library = written({"a.txt": f"{talk(THINGS)}\n\n{only}"})
    reply = library.ask("How do Holt and Voss differ on the windmill?")
    assert {f.statement.speaker.name for f in reply.statements} == {"Holt"}
    last = reply.sentences[-1]
    assert last.text == "Nothing that Voss says about the windmill was found."
    assert set(last.citations) <= {found.passage.id for found in reply.passages}
    one = library.ask("How do Holt and Voss differ on the tunnel?")
    assert "was found" not in one.text


def test_a_list_of_what_two_said_tells_of_whom_nothing_is_in_it(written):
    library = written({"a.txt": f"{talk(THINGS)}\n\nMS. HOLT: The windmill is new."})
    *_, last = library.ask("What did Holt and Voss say about the windmill?").sentences
    assert last.text == "Nothing that Voss says about the windmill was found."
    both = library.ask("What did Holt and Voss say about the tunnel?")
    assert "Nothing that" not in both.text


def test_a_comparison_has_both_speakers_or_the_one_in_doubt(known):
    query = understand("compare Kirby and Austin", known)
    assert [s.name for s in query.speakers] == ["John Kirby", "Lloyd Austin"]
    assert query.compared
    assert not query.ambiguous
    assert understand("compare Kirby and Reyes", known).ambiguous
    assert understand("compare Kirby and Merkel", known).who == "Merkel"


@pytest.mark.parametrize(
    ("question", "topic"),
    {
        "Kirby vs Austin: the treaty": "treaty",
        "Kirby and Austin on the treaty": "treaty",
        "does Kirby agree with Austin about the treaty?": "treaty",
        "is Kirby at odds with Austin over the treaty?": "treaty",
        "do Kirby and Austin say the same thing about the treaty?": "treaty",
        "what do Kirby and Austin each say about the treaty?": "treaty",
        "how does Kirby's position on the treaty compare to Austin's?": "treaty",
        "how does Kirby's view of the treaty differ from that of Austin?": "treaty",
        "what did Kirby say about the treaty, and what did Austin say?": "treaty",
        "what did Kirby say about the treaty compared with Austin?": "treaty",
        "on the treaty, what did Kirby say compared with Austin?": "treaty",
        "who is right on the treaty, Kirby or Austin?": "treaty",
    }.items(),
)
def test_two_speakers_are_set_side_by_side_in_whatever_words(known, question, topic):
    query = understand(question, known)
    assert query.compared
    assert [s.name for s in query.speakers] == ["John Kirby", "Lloyd Austin"]
    assert query.topic.removeprefix("the ") == topic


@pytest.mark.parametrize(
    "question", ["does Kirby agree with the plan?", "what did Kirby say about salt and pepper?"]
)
def test_one_speaker_and_a_matter_are_no_comparison(known, question):
    assert not understand(question, known).compared
