"""A question in its plainest form: what is asked, in whatever words."""

import pytest

from qa.plain import plainest

QUOTED = "who said we will not be moved"


@pytest.mark.parametrize(
    "question",
    [
        "Whose words are “we will not be moved”?",
        'Whose quote is "we will not be moved"?',
        '"We will not be moved" – who said that?',
        "Who does the quote “we will not be moved” belong to?",
        "Where does “we will not be moved” come from?",
        'Source of the quote "we will not be moved"?',
        "Find the speaker of “we will not be moved”",
        "Please attribute this quote: “We will not be moved”",
        "Who uttered 'we will not be moved'?",
        "“We will not be moved.”",
        "Who is quoted as saying that we will not be moved?",
        "Who made the claim that we will not be moved?",
        "Who was it that said we will not be moved?",
        "Is there anyone who said we will not be moved?",
        "According to whom, we will not be moved?",
    ],
)
def test_whoever_asks_for_the_speaker_asks_who_said_it(question):
    assert plainest(question).casefold().rstrip(".") == QUOTED


@pytest.mark.parametrize(
    ("question", "plain"),
    {
        "Could you find out what Kirby said?": "what Kirby said",
        "Ok thanks. What did Kirby say?": "What did Kirby say",
        "Great, thanks! And who left?": "who left",
        "hm, I see. did Kirby leave?": "did Kirby leave",
        "ok thanks, so who left?": "who left",
        "One more thing: did Kirby leave?": "did Kirby leave",
        "Ok. But did Kirby leave?": "did Kirby leave",
        "No. 10 said what?": "No. 10 said what",
        "Well done": "Well done",
        "ok thanks.": "thanks",
        "Thanks, Ada. Did Kirby leave?": "Thanks, Ada. Did Kirby leave",
        "Please tell me who left.": "who left",
        "What did Kirby himself say?": "What did Kirby say",
        "What did she say of herself?": "What did she say of herself",
        "On the treaty, what does Kirby think?": "what does Kirby think about the treaty",
        "What's in the “green box”?": "What is in the “green box”",
        "“the green box”": "“the green box”",
        "Say no more": "Say no more",
        "Where is Kirby said to live?": "Where is Kirby said to live",
        "On Monday, what happened?": "On Monday, what happened",
        "Who said that we're ready?": "Who said that we're ready",
        "What did Giovanni Re say?": "What did Giovanni Re say",
        "What did Kirby say re the treaty?": "What did Kirby say about the treaty",
        "I need a quote from Kirby on the treaty.": "a quote from Kirby on the treaty",
        "Where can I find Kirby's words on it?": "Kirby's words on it",
        "Which article has Kirby on the treaty?": "Kirby on the treaty",
        "Which report has the figures?": "Which report has the figures",
        "Find quotes where Kirby mentions it": "what Kirby mentions it",
        "When was Kirby quoted on the treaty?": "When did Kirby say on the treaty",
        "What is he quoted as saying?": "What did he say",
        "Who is quoted on the treaty?": "who commented on the treaty",
        "Give me an overview of what was said on the treaty": "what was said about the treaty",
        "What are the main points of disagreement over it?": "what was said about it",
        "What did Kirby say exactly?": "What did Kirby say",
        "What was the price quoted by the builder?": "What was the price quoted by the builder",
        "When was Kirby cited for contempt?": "When was Kirby cited for contempt",
        "What is the agreement on trade?": "What is the agreement on trade",
        "Do you know where Kirby said the money went?": "where Kirby said the money went",
        "What did Reyes want to know from Kirby?": "What did Reyes ask Kirby",
        "What did Reyes want to know about the treaty?": "What did Reyes ask about the treaty",
        "What did Reyes want to do?": "What did Reyes want to do",
        "But hasn't Kirby denied it?": "has Kirby denied it",
        "?!": "?!",
    }.items(),
)
def test_the_rest_stays_as_it_is(question, plain):
    assert plainest(question) == plain
