"""A question understood: what kind of answer, by whom, about what."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.understanding import understand

# question → intent, who, topic
UNDERSTOOD = {
    "what would Kirby have thought of the treaty?": ("statements", "Kirby", "the treaty"),
    "what did Kirby say?": ("statements", "Kirby", ""),
    "what did Kirby criticise?": ("statements", "Kirby", ""),
    "what was said by Kirby about the treaty?": ("statements", "Kirby", "the treaty"),
    "What has been said about the treaty by Kirby?": ("statements", "Kirby", "the treaty"),
    "what was said about the treaty by both sides?": (
        "positions",
        "",
        "the treaty by both sides",
    ),
    "what did anyone say about the treaty?": ("positions", "", "the treaty"),
    "what was said by Putin?": ("statements", "Putin", ""),
    "what is recommended by the doctor?": ("fact", "", "is recommended by the doctor"),
    "what did Kirby, the spokesman, say about the treaty?": ("statements", "Kirby", "the treaty"),
    "what did Ines Calloway, a keen rower, say?": ("statements", "Ines Calloway", ""),
    "In Kirby's view, will they leave?": ("statements", "Kirby", "will they leave"),
    "In today's view, will they leave?": ("fact", "", "In today's view, will they leave"),
    "Didn't Kirby say that they left?": ("statements", "Kirby", "they left"),
    "every statement of Kirby on the treaty": ("statements", "Kirby", "the treaty"),
    "What if my manager doesn't reply?": ("fact", "", "if my manager doesn't reply"),
    "what did people complain about most?": (
        "fact",
        "",
        "did people complain about most",
    ),
    "what did the WHO say?": ("statements", "the WHO", ""),
    "What has John Kirby said about the training sites?": (
        "statements",
        "John Kirby",
        "the training sites",
    ),
    "Please tell me what Kirby said about the treaty": ("statements", "Kirby", "the treaty"),
    "statements by Kirby on the treaty": ("statements", "Kirby", "the treaty"),
    "what is Kirby's position on the treaty?": ("statements", "Kirby", "the treaty"),
    "summarize Kirby's position on the treaty": ("statements", "Kirby", "the treaty"),
    "what was Daniel Reyes' opinion of the treaty?": ("statements", "Daniel Reyes", "the treaty"),
    "summarize Daniel Reyes’ views on the treaty": ("statements", "Daniel Reyes", "the treaty"),
    "what did the Hon. Lloyd Austin say about the treaty?": (
        "statements",
        "the Hon. Lloyd Austin",
        "the treaty",
    ),
    "what did Ines Calloway MP think of the treaty?": (
        "statements",
        "Ines Calloway MP",
        "the treaty",
    ),
    "what did the Secretary of State say about the treaty?": (
        "statements",
        "the Secretary of State",
        "the treaty",
    ),
    "did the head of state deny the treaty?": ("statements", "the head of state", "the treaty"),
    "what did Kirby state about the treaty?": ("statements", "Kirby", "the treaty"),
    "what did Kirby mean by “live targets”?": ("statements", "Kirby", "“live targets”"),
    "what did Kirby mean when he spoke of live targets?": ("statements", "Kirby", "live targets"),
    "what did Kirby and Austin discuss?": ("statements", "Kirby and Austin", ""),
    "what do Kirby et al. argue?": ("statements", "Kirby", ""),
    "what did Kirby point out?": ("statements", "Kirby", ""),
    "what percent did the union ask for?": ("fact", "", "did the union ask for"),
    "what did the meeting discuss about the treaty?": ("positions", "", "the treaty"),
    "what did the members say about the treaty?": ("positions", "", "the treaty"),
    "what was discussed about the treaty?": ("positions", "", "the treaty"),
    "what was said about the treaty?": ("positions", "", "the treaty"),
    "summarize the discussion about the treaty": ("positions", "", "the treaty"),
    "summarize the debate of the treaty": ("positions", "", "the treaty"),
    "any news on the treaty?": ("positions", "", "the treaty"),
    "reactions to the treaty": ("positions", "", "the treaty"),
    "what are the views on the treaty?": ("positions", "", "the treaty"),
    "is there any mention of the treaty?": ("positions", "", "the treaty"),
    "any mention of the treaty?": ("positions", "", "the treaty"),
    "find mentions of the treaty": ("positions", "", "the treaty"),
    "is there anything on the treaty?": ("positions", "", "the treaty"),
    "show me everything about the treaty": ("positions", "", "the treaty"),
    "who has an opinion on the treaty?": ("speaker", "", "the treaty"),
    "Do you have any comment on the treaty?": ("positions", "", "the treaty"),
    "what is the response to the treaty?": ("positions", "", "the treaty"),
    "where do things stand with the treaty?": ("positions", "", "the treaty"),
    "what about the treaty?": ("positions", "", "the treaty"),
    "what does the article say about the treaty?": ("positions", "", "the treaty"),
    "how does Kirby feel about the Union State?": ("statements", "Kirby", "the Union State"),
    "how did Austin react to the treaty?": ("statements", "Austin", "the treaty"),
    "what did the committee say about the treaty?": ("statements", "the committee", "the treaty"),
    "what are Kirby's concerns about the treaty?": ("statements", "Kirby", "the treaty"),
    "explain Kirby's position on the treaty": ("statements", "Kirby", "the treaty"),
    "what's Kirby's message to the allies?": ("statements", "Kirby", "the allies"),
    "what are the main arguments of Kirby for the treaty?": ("statements", "Kirby", "the treaty"),
    "is there anything from Kirby about the treaty?": ("statements", "Kirby", "the treaty"),
    "was Kirby asked about the treaty?": ("statements", "Kirby", "the treaty"),
    "where does Kirby stand on the treaty?": ("statements", "Kirby", "the treaty"),
    "is Kirby on record about the treaty?": ("statements", "Kirby", "the treaty"),
    "Kirby quotes on the treaty": ("statements", "Kirby", "the treaty"),
    "any quotes by Kirby re the treaty": ("statements", "Kirby", "the treaty"),
    "what did Kirby say on the subject of the treaty?": ("statements", "Kirby", "the treaty"),
    "what do we know about Kirby's position on the treaty?": ("statements", "Kirby", "the treaty"),
    "can you find out what Kirby said about the treaty?": ("statements", "Kirby", "the treaty"),
    "do we know what Kirby said about the treaty?": ("statements", "Kirby", "the treaty"),
    "I'm looking for what Kirby said about the treaty": ("statements", "Kirby", "the treaty"),
    "show me where Kirby talks about the treaty": ("statements", "Kirby", "the treaty"),
    "when it comes to the treaty, what did Kirby say?": ("statements", "Kirby", "the treaty"),
    "on the treaty, what does Kirby think?": ("statements", "Kirby", "the treaty"),
    "where is the treaty?": ("fact", "", "is the treaty"),
    "do you know where the treaty was signed?": ("fact", "", "the treaty was signed"),
    "what did Kirby's wife say about the treaty?": ("statements", "Kirby's wife", "the treaty"),
    "in what context did Kirby mention the treaty?": ("statements", "Kirby", "the treaty"),
    "why did Kirby say that the treaty is dead?": ("statements", "Kirby", "the treaty is dead"),
    "quotes about the treaty": ("positions", "", "the treaty"),
    "quote Kirby on the treaty": ("statements", "Kirby", "the treaty"),
    "list everyone who commented on the treaty": ("speaker", "", "the treaty"),
    "who criticized the treaty?": ("speaker", "", "the treaty"),
    "who slammed Kirby over the treaty?": ("speaker", "", "Kirby over the treaty"),
    "who gave Kirby the treaty?": ("fact", "", "gave Kirby the treaty"),
    "Kirby": ("statements", "Kirby", ""),
    "according to Kirby, what is the treaty?": ("fact", "Kirby", "is the treaty"),
    "did Kirby mention the treaty?": ("statements", "Kirby", "the treaty"),
    "what did Kirby and Austin say?": ("statements", "Kirby and Austin", ""),
    "what did Merkel say?": ("statements", "Merkel", ""),
    "who said the soldiers would be legitimate targets?": (
        "speaker",
        "",
        "the soldiers would be legitimate targets",
    ),
    "who denied it?": ("speaker", "", ""),
    "did anyone deny the reports?": ("speaker", "", "the reports"),
    "how many troops did the NRA report?": ("fact", "the NRA", "troops"),
    "how much did the Kelm Fund raise?": ("fact", "", "did the Kelm Fund raise"),
    "what would make the Kelm Fund raise it?": ("fact", "", "would make the Kelm Fund raise it"),
    "how much did Kirby estimate?": ("fact", "Kirby", ""),
    "when was the treaty signed?": ("fact", "", "was the treaty signed"),
    "what is the capital of France?": ("fact", "", "is the capital of France"),
    "what is the old river called?": ("fact", "", "is the old river called"),
    "what were the keepers of the light called?": (
        "fact",
        "",
        "were the keepers of the light called",
    ),
    "what did the long war leave the state of the islands in?": (
        "fact",
        "",
        "did the long war leave the state of the islands in",
    ),
    "according to a letter between Oslo and Riga, where was the fort built?": (
        "fact",
        "",
        "according to a letter between Oslo and Riga, where was the fort built",
    ),
    "what was thought to cause the flood?": ("fact", "", "was thought to cause the flood"),
    "how many gates were in the plan Halden rejected?": (
        "fact",
        "",
        "gates were in the plan Halden rejected",
    ),
    "what did Halden call the old capital?": ("fact", "", "did Halden call the old capital"),
    "what did Kirby call the reports?": ("statements", "Kirby", "the reports"),
    "which article of the charter states that members vote?": (
        "fact",
        "",
        "article of the charter states that members vote",
    ),
    "which minister states that members vote?": ("speaker", "", "members vote"),
    "what is Kirby saying about the treaty?": ("statements", "Kirby", "the treaty"),
    "did North Korea send troops to Russia?": (
        "positions",
        "",
        "North Korea send troops to Russia",
    ),
    "what do they say about the treaty?": ("positions", "", "the treaty"),
    "how do Kirby and Austin differ on the treaty?": (
        "positions",
        "Kirby and Austin",
        "the treaty",
    ),
    "compare Kirby with Austin on the treaty": ("positions", "Kirby and Austin", "the treaty"),
    "Kirby vs. Austin on the treaty": ("positions", "Kirby and Austin", "the treaty"),
    "compare what Kirby and Austin said about it": ("positions", "Kirby and Austin", ""),
    "do Kirby and Austin agree about the treaty?": ("positions", "Kirby and Austin", "the treaty"),
    "what is the difference between Kirby's and Austin's views on the treaty?": (
        "positions",
        "Kirby and Austin",
        "the treaty",
    ),
    "how do cats and dogs differ?": ("fact", "", "do cats and dogs differ"),
    "Kirby training sites": ("statements", "Kirby", "training sites"),
    "training sites Kirby": ("statements", "Kirby", "training sites"),
    "training sites": ("fact", "", "training sites"),
    "how often did Kirby mention the treaty?": ("statements", "Kirby", "the treaty"),
    "how many times has Kirby denied it?": ("statements", "Kirby", ""),
    "where did Kirby say that?": ("statements", "Kirby", ""),
    "what did Kirby say in October 2024 about the treaty?": ("statements", "Kirby", "the treaty"),
    "what is the latest that Kirby said about the treaty?": ("statements", "Kirby", "the treaty"),
    "what was Kirby's first statement on the treaty?": ("statements", "Kirby", "the treaty"),
    "what's Kirby's line on the treaty?": ("statements", "Kirby", "the treaty"),
    "the latest from Kirby": ("statements", "Kirby", ""),
    "latest from Kirby": ("statements", "Kirby", ""),
    "Kirby's latest": ("statements", "Kirby", ""),
    "Kirby latest": ("statements", "Kirby", ""),
    "what are the latest statements by Kirby?": ("statements", "Kirby", ""),
    "what is the position of Kirby on the treaty?": ("statements", "Kirby", "the treaty"),
    "how do Merkel and Macron differ?": ("positions", "Merkel", ""),
    "has anyone denied it?": ("speaker", "", ""),
    "who disagreed with Kirby?": ("speaker", "Kirby", ""),
    "who disputed Kirby?": ("speaker", "Kirby", ""),
    "did anyone disagree with Kirby about the treaty?": ("speaker", "Kirby", "the treaty"),
    "who disagreed that the treaty was signed?": ("speaker", "", "the treaty was signed"),
    "did anyone disagree?": ("speaker", "", ""),
    "did Kirby change his mind about the treaty?": ("statements", "Kirby", "the treaty"),
    "has Kirby's position on the treaty changed?": ("statements", "Kirby", "the treaty"),
    "did Kirby contradict himself?": ("statements", "Kirby", ""),
    "what do Kirby and Austin disagree about?": ("positions", "Kirby and Austin", ""),
    "what is being said about the treaty?": ("positions", "", "the treaty"),
    "what has been said about the treaty?": ("positions", "", "the treaty"),
    "what is the latest on the treaty?": ("positions", "", "the treaty"),
    "latest on the treaty": ("positions", "", "the treaty"),
    "who was the first to say that it failed?": ("speaker", "", "it failed"),
    "how many times did Kirby mention September?": ("statements", "Kirby", "September"),
    "what is Kirby's position on September?": ("statements", "Kirby", "September"),
}


@pytest.mark.parametrize(("question", "expected"), UNDERSTOOD.items(), ids=UNDERSTOOD)
def test_a_question_is_understood(known, question, expected):
    query = understand(question, known)
    assert (query.intent, query.who, query.topic) == expected


@pytest.mark.parametrize("text", ["?", "…", "what", "\u200b", "a" * 2000, "who said", "“”", "1"])
def test_no_question_fails(known, text):
    assert understand(text, known).text == text


@pytest.mark.parametrize(
    ("question", "intent"),
    {
        "what day did Kirby say the port would close?": "fact",
        "on what day did Kirby say that the port would close?": "statements",
        "where was the treaty discussed?": "fact",
        "which documents were about to be signed?": "fact",
        "when will it report?": "fact",
        "why is the first call so slow?": "fact",
        "when was Kirby told?": "fact",
        "when was Kirby saying so?": "statements",
        "what did the report cost?": "fact",
        "what does it cost them to report a loss?": "fact",
        "how much does it cost to have banks report a loss?": "fact",
        "does no added salt mean that it keeps?": "fact",
        "what reasons did people there give for saying no?": "fact",
        "what can my aunt claim if she is dismissed?": "fact",
        "ok thanks. what did Kirby say?": "statements",
        "what was Kirby's position?": "statements",
    }.items(),
)
def test_a_question_for_a_fact_is_none_for_who_said_or_what_there_is(known, question, intent):
    query = understand(question, known)
    assert (query.intent, query.listed) == (intent, None)


PATHOLOGICAL = [
    "what did" + " a say on b and what did" * 90,
    "who said " * 220,
    "which a " * 250,
    "what did a " * 180,
    "in May " * 280,
    "(" * 2000,
]


@pytest.mark.parametrize("text", PATHOLOGICAL)
def test_a_long_question_is_understood_at_once(known, text):
    began = time.process_time()
    understand(text[:2000], known, lambda: date(2024, 10, 24))
    assert time.process_time() - began < 2


LONG = [
    "how much " + "did the have " * 5_000,
    "how much did the " + "have " * 12_000,
    "did " + "and has " * 2_000,
]


@pytest.mark.parametrize("text", LONG)
def test_a_text_of_any_length_is_understood(known, text):
    assert understand(text, known).text == text


@given(st.text(max_size=200))
def test_no_text_fails(known, text):
    assert understand(text, known, lambda: date(2024, 10, 24)).text == text


@pytest.mark.parametrize("who", ["Kirby & Austin", "Kirby/Austin", "Kirby, Austin"])
def test_names_may_be_joined_by_a_sign(known, who):
    query = understand(f"what did {who} say?", known)
    assert [s.name for s in query.speakers] == ["John Kirby", "Lloyd Austin"]
    assert query.several
