"""Why a question is not answered, in sentences."""

from index.documents import Speaker
from qa import refusals
from qa.question import Query


def test_a_refusal_of_a_fact_names_its_matter_without_the_auxiliary():
    lind = Speaker("ada-lind", "Ada Lind", "person")
    asked = "What was the vacancy rate according to Lind?"
    topic = "was the vacancy rate"
    query = Query(asked, "fact", topic, who="Lind", speakers=(lind,), wanted="percent")
    message = refusals.off_topic(query, ()).message
    assert message == "Ada Lind is on record, but not with a percentage on the vacancy rate."


def test_a_refusal_is_told_from_an_answer_that_counts_documents():
    both = (Speaker("a", "Ada Lind", "person"), Speaker("b", "Per Voss", "person"))
    query = Query("compare Lind and Voss", "statements", "", speakers=both)
    for refusal in (refusals.of_no_matter(query, 2412), refusals.of_many(1200)):
        assert refusals.is_message(refusal.message)
    assert not refusals.is_message("There are 3 documents.")


def test_a_refusal_of_what_was_asked_for_by_its_question_word_has_no_that():
    lind = Speaker("ada-lind", "Ada Lind", "person")
    query = Query("Did Ada Lind say why?", "statements", "why", speakers=(lind,), whether=True)
    message = refusals.off_topic(query, ()).message
    assert message == "Ada Lind is on record, but not as saying why."
