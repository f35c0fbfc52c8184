"""Questions and their answers, over the seeds and over documents like them."""

import pytest

from index.store import Filter
from qa import refusals
from qa.replies import FoundPassage, FoundStatement, Question
from tests.qa.library import Library, speakers, words

pytestmark = pytest.mark.e2e  # the real model

# question → intent, speakers shown, what the answer says
SEEDS_ANSWER = [
    ("what did Kirby say?", "statements", ["John Kirby"], "legitimate military targets"),
    ("what did Kirby say?", "statements", ["John Kirby"], "multiple training sites"),
    ("what did Kirby say about the training sites?", "statements", ["John Kirby"], "allocated to"),
    (
        "who said the soldiers would be legitimate targets?",
        "speaker",
        ["John Kirby"],
        "they would be deemed legitimate military targets",
    ),
    (
        "how many troops did the NIS report?",
        "fact",
        ["South Korea’s National Intelligence Service"],
        "Approximately 1,500, according to South Korea’s National Intelligence Service.",
    ),
    (
        "what did the North Korean government say?",
        "statements",
        ["North Korean government"],
        "“groundless and stereotype rumors.”",
    ),
    ("What did Pyongyang say?", "statements", ["North Korean government"], "rejected"),
    ("Does Pyongyang deny it?", "statements", ["North Korean government"], "rejected"),
    ("who denied sending troops to Russia?", "speaker", ["North Korean government"], ""),
    ("who said that troops are targets?", "speaker", ["John Kirby"], "legitimate military targets"),
    ("when was the treaty signed?", "fact", [], "June"),
    ("Kirby statements", "statements", ["John Kirby"], "multiple training sites"),
    ("what did John F. Kirby say?", "statements", ["John Kirby"], "multiple training sites"),
    (
        "who is John Kirby?",
        "fact",
        ["John Kirby"],
        "John Kirby, spokesman for the White House National Security Council.",
    ),
]

# question → reason, what the nearest thing holds
SEEDS_REFUSE = [
    ("what did Putin say?", "no_statements", "Treaty on Comprehensive Strategic Partnership"),
    ("what did Austin say about the treaty?", "nothing_on_topic", "these soldiers"),
    ("what did Merkel say?", "unknown_speaker", None),
    ("what is the capital of France?", "nothing_relevant", None),
]

NEWS_ANSWER = [
    ("What did Marta Oduya say?", "statements", ["Marta Oduya"], "a fair and final offer"),
    ("What did Oduya say about the paint shop?", "statements", ["Marta Oduya"], "no decision"),
    ("What did the DSU say?", "statements", ["Dockworkers and Shipwrights Union"], "rejected"),
    ("What did the union say?", "statements", ["Dockworkers and Shipwrights Union"], "rejected"),
    ("Who said the offer was an insult?", "speaker", ["Tomas Breck"], "an insult wrapped"),
    ("Who denied that managers were flown in?", "speaker", ["Neil Farrow"], "flown in from abroad"),
    (
        "What did the transport minister warn about?",
        "statements",
        ["Pavel Roth"],
        "a delay of more than two months",
    ),
    (
        "How much did Halden Marine lose last year?",
        "fact",
        ["Marta Oduya"],
        "$48 million, according to Marta Oduya.",
    ),
    ("What did Hector Reyes say?", "statements", ["Hector Reyes"], "as sound as a church"),
    ("What did Daniel Reyes say?", "statements", ["Daniel Reyes"], "foreseeable"),
    ("What did the NRA say?", "statements", ["National River Agency"], "had failed"),
    (
        "When did the levee fail?",
        "fact",
        ["National River Agency"],
        "according to the National River Agency.",
    ),
    ("How many people were forced from their homes?", "fact", [], "Some 2,400."),
    ("What did the prosecutor say?", "statements", ["Dana Whitlock"], "One at a time"),
    ("How much did Nandakumar estimate?", "fact", ["Priya Nandakumar"], "$2.1 million, according"),
    ("Did Arlen sign the transfers?", "positions", ["Judith Arlen"], "Denied by Judith Arlen."),
    ("What did the Kremlin say?", "statements", ["Kremlin"], "fantasies of the idle"),
    ("What did Russia say?", "statements", ["Kremlin"], "fantasies of the idle"),
    ("What did Norway say?", "statements", ["Oslo"], "accused Moscow"),
    ("Where was the treaty on fisheries signed?", "fact", [], "Tromsø."),
    (
        "What does the WHO say about transparency?",
        "statements",
        ["World Health Organization"],
        "need for transparency",
    ),
    (
        "how many children received a first dose?",
        "fact",
        ["Kenya’s Ministry of Health"],
        "About 85,000, according to Kenya’s Ministry of Health.",
    ),
    ("What did officials say?", "statements", ["?"], "since August"),
]

NEWS_REFUSE = [
    ("What did Reyes say?", "ambiguous_speaker", None),
    ("What did the mayor say?", "ambiguous_speaker", None),
    ("What did Lanz say?", "no_statements", "Victor Lanz"),
    ("What did Prime Minister Vell say?", "no_statements", "Oskar Vell"),
    ("What did King Harald say?", "no_statements", "King Harald"),
    ("What did Ruto say?", "no_statements", "William Ruto"),
    ("What did Solheim say about quotas?", "nothing_on_topic", "interference"),
    ("What did Roth say about the union?", "nothing_on_topic", "delay"),
    ("What did Kirby say?", "unknown_speaker", None),
    ("who won the world cup?", "nothing_relevant", None),
]


def _ids(table):
    return [row[0] for row in table]


def _answers(library: Library, question: str, intent: str, shown: list[str], text: str) -> None:
    reply = library.ask(question)
    assert reply.refusal is None
    assert reply.intent == intent
    assert speakers(reply)[: max(1, len(shown))] == shown
    if intent != "speaker":
        assert speakers(reply) == shown
    assert text in reply.text


def _refuses(library: Library, question: str, reason: str, nearest: str | None) -> None:
    reply = library.ask(question)
    assert reply.refusal is not None
    assert reply.refusal.reason == reason
    assert refusals.is_message(reply.refusal.message), "a conversation does not go on from it"
    assert not reply.statements
    if nearest is not None:
        (first, *_) = reply.refusal.nearest
        assert isinstance(first, FoundPassage | FoundStatement)
        held = first.passage.text if isinstance(first, FoundPassage) else first.statement.text
        assert nearest in held


@pytest.mark.parametrize(
    ("question", "intent", "shown", "text"), SEEDS_ANSWER, ids=_ids(SEEDS_ANSWER)
)
def test_the_seeds_answer(seeds, question, intent, shown, text):
    _answers(seeds, question, intent, shown, text)


@pytest.mark.parametrize(("question", "reason", "nearest"), SEEDS_REFUSE, ids=_ids(SEEDS_REFUSE))
def test_the_seeds_refuse(seeds, question, reason, nearest):
    _refuses(seeds, question, reason, nearest)


@pytest.mark.parametrize(
    ("question", "intent", "shown", "text"), NEWS_ANSWER, ids=_ids(NEWS_ANSWER)
)
def test_other_news_answers(news, question, intent, shown, text):
    _answers(news, question, intent, shown, text)


@pytest.mark.parametrize(("question", "reason", "nearest"), NEWS_REFUSE, ids=_ids(NEWS_REFUSE))
def test_other_news_refuses(news, question, reason, nearest):
    _refuses(news, question, reason, nearest)


@pytest.mark.parametrize(
    ("question", "exact"),
    [
        ("how many troops did the NIS report?", "approximately 1,500"),
        ("who said the soldiers would be legitimate targets?", "John Kirby"),
        ("who is John Kirby?", "spokesman for the White House National Security Council"),
        ("who denied sending troops to Russia?", "North Korean government"),
    ],
)
def test_the_exact_words_are_the_shortest_that_answer(seeds, question, exact):
    assert seeds.ask(question).words.text == exact


def test_of_statements_they_are_the_best_ones_own(seeds):
    reply = seeds.ask("what did Kirby say about the training sites?")
    assert reply.words.text == reply.statements[0].statement.text
    assert reply.words.span == reply.statements[0].statement.spans[0]


def test_kirby_is_shown_with_his_role_and_without_anybody_elses_words(seeds):
    reply = seeds.ask("what did Kirby say?")
    assert {f.statement.speaker.role for f in reply.statements} == {
        "spokesman for the White House National Security Council"
    }
    assert reply.statements_total == len(reply.statements) == 2
    for other in ("uncertainty", "Pyongyang", "groundless", "Donetsk"):
        assert other not in " ".join(words(reply))


def test_did_north_korea_send_troops_has_both_sides(seeds):
    reply = seeds.ask("did North Korea send troops to Russia?")
    assert reply.intent == "positions"
    sides: dict[str | None, set[str]] = {}
    for found in reply.statements:
        sides.setdefault(found.stance, set()).add(found.statement.speaker.name)
    assert "South Korea’s National Intelligence Service" in sides["asserts"]
    assert sides["denies"] == {"North Korean government"}
    assert "John Kirby" not in sides["denies"]


def test_a_follow_up_is_read_as_a_question_that_stands_alone(seeds):
    reply = seeds.ask("and Austin?", "what did Kirby say?")
    assert reply.standalone == "What did Austin say?"
    assert speakers(reply) == ["Lloyd Austin"]


def test_after_a_question_without_matter_the_one_before_it_goes_on(seeds):
    assert seeds.ask("and Austin?", "what did Kirby say?", "why?").standalone == (
        "What did Austin say?"
    )


@pytest.mark.parametrize("question", ["who said what?", "what did they say?"])
def test_everybody_is_shown_where_nobody_is_asked_for(seeds, question):
    reply = seeds.ask(question, limit=100)
    assert reply.statements_total == len(reply.statements) > 10
    assert {"John Kirby", "Kremlin", "Lloyd Austin"} <= set(speakers(reply))


def test_a_position_is_two_sided_where_two_people_disagree(news):
    reply = news.ask("Was the levee hollow?")
    stances = {f.statement.speaker.name: f.stance for f in reply.statements}
    assert stances["Daniel Reyes"] == "asserts"
    assert stances["Hector Reyes"] == "denies"


def test_one_reporting_sentence_is_told_once(news):
    reply = news.ask("What did the Kremlin say?")
    assert len(reply.statements) == 2
    assert len(reply.sentences) == 1


def test_statements_are_paged(news):
    first = news.ask("What did Oduya say?", limit=3)
    rest = news.ask("What did Oduya say?", limit=3, offset=3)
    assert first.statements_total == rest.statements_total == 4
    assert len(first.statements) == 3
    assert len({*words(first), *words(rest)}) == 4


def test_a_filter_leaves_the_other_documents_out(embedder, seeds):
    from qa.answers import Answerer

    nowhere = Filter(documents=frozenset(["no such document"]))
    reply = Answerer(seeds.store, embedder).ask(Question("what did Kirby say?", filters=nowhere))
    assert not reply.answered or not reply.statements


def test_all_that_a_speaker_says_on_a_topic_can_be_paged_through(embedder, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    told = "".join(f"Mayor Agnes Holt said that bridge {n} was closed.\n" for n in range(60))
    (folder / "bridges.txt").write_text(told)
    library = Library(folder, tmp_path / "data", embedder)
    pages = [library.ask("What did Holt say about bridges?", offset=n) for n in range(0, 60, 8)]
    assert {page.statements_total for page in pages} == {60}
    assert len({f.statement.id for page in pages for f in page.statements}) == 60


def test_an_unnamed_source_is_filtered_like_any_other(embedder, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("Officials said that the bridge was closed.\n")
    (folder / "b.txt").write_text("Officials said that the ferry was full.\n")
    library = Library(folder, tmp_path / "data", embedder)
    both = library.ask("What did officials say?")
    assert both.statements_total == 2
    only = frozenset({both.statements[0].statement.document_id})
    asked = Question("What did officials say?", filters=Filter(documents=only))
    with_filter = library.answerer.ask(asked)
    assert [f.statement.document_id for f in with_filter.statements] == list(only)


def test_whoever_speaks_for_somebody_is_somebody_else(embedder, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("A spokesman for Merkel said that the bridge was closed.\n")
    library = Library(folder, tmp_path / "data", embedder)
    assert not library.ask("What did Merkel say?").answered
    assert library.ask("What did a spokesman for Merkel say?").statements_total == 1
    library.store.close()


def test_an_empty_index_says_so(embedder, tmp_path):
    (tmp_path / "documents").mkdir()
    library = Library(tmp_path / "documents", tmp_path / "data", embedder)
    reply = library.ask("what did Kirby say?")
    assert reply.refusal is not None
    assert "no documents" in reply.refusal.message
    assert refusals.is_message(reply.refusal.message)
    library.store.close()


def test_what_somebody_is_called_is_a_name_and_nothing_he_is_called_on_for(written):
    text = """Council quarrels over the crane

Ann Lind called on Mayor Obi to resign on Monday. On Tuesday Lind called Mayor Obi "a lazy painter".
"""
    library = written({"a.txt": text})
    (named,) = library.ask("What did Lind call Obi?").statements
    assert "a lazy painter" in named.statement.text
    (asked,) = library.ask("Who called for Obi to resign?").statements
    assert "resign" in asked.statement.sentence_text


def test_who_calls_for_it_on_a_day_or_beside_a_name_calls_for_it(written):
    text = """Council quarrels over the crane

Ann Lind called on Mayor Obi to resign. Karl Voss called Thursday for Obi to resign. Rosa Holt
called Obi a liar and called repeatedly for him to resign.
"""
    library = written({"a.txt": text})
    asked = library.ask("Who called for Obi to resign?").statements
    assert {f.statement.speaker.name for f in asked} == {"Ann Lind", "Karl Voss", "Rosa Holt"}
    assert "a liar" in library.ask("What did Holt call Obi?").text


def test_which_governors_said_it_is_answered_by_governors_alone(written):
    text = """Governors meet

Gov. Ann Lind of Kelm said that the ferry was unsafe. The engineer Karl Voss said that the bridge
was unsafe.
"""
    library = written({"a.txt": text})
    (told,) = library.ask("Which governors said that the ferry was unsafe?").statements
    assert told.statement.speaker.name == "Ann Lind"
    for question, said in (("Who", True), ("Which governors", False)):
        found = library.ask(f"{question} said that the bridge was unsafe?").statements
        assert ("Karl Voss" in [f.statement.speaker.name for f in found]) == said


def test_which_officials_said_it_is_answered_by_all_who_may_be_some(written):
    text = """The ferry

Gov. Ann Lind of Kelm said that the ferry was unsafe. Karl Voss, professor of engineering at Kelm
University, said that the ferry was unsafe. The engineer Rosa Holt said that the ferry was unsafe.
"""
    library = written({"a.txt": text})

    def who(asked):
        found = library.ask(f"Which {asked} said that the ferry was unsafe?").statements
        return {f.statement.speaker.name for f in found}

    assert who("engineers") == {"Rosa Holt"}
    assert who("officials") >= {"Ann Lind", "Rosa Holt"}
    assert who("experts") >= {"Ann Lind", "Rosa Holt"}


def test_whom_a_circumstance_names_is_not_whom_somebody_criticizes(written):
    text = "Debate\n\nSen. Ann Lind denounced the Kelm regime after Karl Voss spoke of a deal.\n"
    library = written({"a.txt": text})
    assert library.ask("Who criticized the Kelm regime?").intent == "speaker"
    assert library.ask("Who criticized Karl Voss?").intent == "fact"  # nobody is on record


def test_what_they_say_about_somebody_is_what_others_say_first(written):
    text = """Quarrel over the crane

Ann Lind said that Ann Lind had painted the crane. Karl Voss said that Ann Lind was a lazy painter.
"""
    told = written({"a.txt": text}).ask("What do they say about Ann Lind?").statements
    assert [f.statement.speaker.name for f in told] == ["Karl Voss", "Ann Lind"]
