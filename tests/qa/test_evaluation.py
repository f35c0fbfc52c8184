"""Questions → figures, over documents with known answers and over outcomes made by hand."""

import pytest

from index.documents import Passage, Span, Speaker, StoredStatement
from qa.evaluation import Case, Outcome, evaluate, failures, figures, reasons
from qa.measures import Place
from qa.replies import FoundPassage, FoundStatement, Question, Refusal, Reply, Sentence, Words

TEXT = "The bridge over the Tessen opened in 1987."


def found(document: str, start: int = 0) -> FoundPassage:
    passage = Passage(f"{document}-p{start}", document, start, start + len(TEXT), TEXT)
    return FoundPassage(passage, document, None, 1.0)


def said_by(name: str) -> FoundStatement:
    speaker = Speaker(name.casefold(), name, "person")
    said = StoredStatement(
        "s", "a", "a", None, "a-p0", speaker, name, "indirect", "said", TEXT,
        (Span(0, len(TEXT)),), Span(0, len(TEXT)), TEXT, 1.0,
    )  # fmt: skip
    return FoundStatement(said, 1.0)


def answer(words: str, speaker: str = "") -> Reply:
    at = TEXT.index(words)
    return Reply(
        "q", "q", "fact", 1,
        sentences=(Sentence(TEXT, ("a-p0",)),),
        words=Words(words, "a-p0", Span(at, at + len(words))),
        statements=(said_by(speaker),) if speaker else (),
        passages=(found("a"),),
    )  # fmt: skip


def refusal() -> Reply:
    return Reply("q", "q", "fact", 1, refusal=Refusal("nothing_relevant", "No."))


class Prepared:
    """Gives the replies that it was given, one after the other, and always the same passages."""

    def __init__(self, *replies: Reply, passages: tuple[FoundPassage, ...] = ()) -> None:
        self._replies = iter(replies)
        self._passages = passages

    def ask(self, question: Question) -> Reply:  # noqa: ARG002
        return next(self._replies)

    def search(self, query, *, limit, where):  # noqa: ARG002
        return self._passages[:limit]


def case(**wanted) -> Case:
    return Case(Question("q"), **wanted)


def run(cases, *replies, passages=()) -> list[Outcome]:
    return list(evaluate(cases, Prepared(*replies, passages=passages)))


def values(outcomes) -> dict[str, float]:
    return {f.name: f.value for f in figures(outcomes)}


def test_only_what_the_questions_carry_is_measured():
    (figure, *others) = figures(run([case()], answer("1987")))
    assert figure.name == "latency_median"
    assert [f.name for f in others] == ["latency_p95"]
    assert not figures([])


def test_answers_by_the_words_and_by_the_whole_reply():
    cases = [case(answers=("1987",)), case(answers=("in 1987",)), case(answers=("1987",))]
    told = values(run(cases, answer("1987"), answer("1987"), refusal()))
    assert told["exact"] == pytest.approx(1 / 3)
    assert told["f1"] == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert told["contained"] == pytest.approx(2 / 3)
    assert "recall@5" not in told


def test_documents_and_evidence_of_what_is_searched():
    wanted = case(documents=frozenset("b"), evidence=(Place("b", 0, 20),))
    passages = (found("a"), found("a", 100), found("b"))
    told = values(run([wanted], refusal(), passages=passages))
    assert (told["recall@1"], told["recall@5"]) == (0, 1)
    assert told["ndcg@10"] == pytest.approx(0.6309, abs=1e-4)
    assert told["evidence_hit@5"] == 1


def test_the_speaker_is_the_best_statements():
    cases = [case(speaker="MR. KIRBY")] * 3
    told = values(run(cases, answer("1987", "John Kirby"), answer("1987", "Lopez"), refusal()))
    assert told["speaker"] == pytest.approx(1 / 3)


def test_refusals_count_where_some_questions_have_no_answer():
    none, some = case(answerable=False), case()
    given = (refusal(), refusal(), answer("1987"), refusal(), answer("1987"))
    outcomes = run([none, none, none, some, some], *given)
    told = values(outcomes)
    assert told["refusal_precision"] == pytest.approx(2 / 3)
    assert told["refusal_recall"] == pytest.approx(2 / 3)
    assert told["refusal_f1"] == pytest.approx(2 / 3)
    assert reasons(outcomes) == {"nothing_relevant": 3}
    assert "refusal_f1" not in values(run([some], refusal()))
    never = values(run([none], answer("1987")))
    assert (never["refusal_precision"], never["refusal_f1"]) == (0, 0)


def test_an_unanswerable_question_has_nothing_to_be_retrieved_for():
    wanted = case(answerable=False, documents=frozenset("a"), answers=("1987",))
    told = values(run([wanted], answer("1987"), passages=(found("a"),)))
    assert not {"recall@5", "exact"} & set(told)


def test_intervals_hold_the_value_and_narrow_with_the_questions():
    def interval(n: int):
        cases = [case(answers=("1987",))] * n
        replies = [answer("1987") if i % 2 else refusal() for i in range(n)]
        (figure,) = (f for f in figures(run(cases, *replies)) if f.name == "exact")
        assert figure.count == n
        assert figure.low <= figure.value <= figure.high
        return figure.high - figure.low

    # of half right in n: 2 · 1.96 · √(.25 / n)
    assert interval(100) == pytest.approx(0.196, abs=0.03)
    assert interval(1600) == pytest.approx(0.049, abs=0.01)


def test_a_wrong_answer_is_worse_than_none():
    right = case(answers=("1987",))
    cases = [right, right, case(answerable=False), right, case(speaker="Lopez")]
    replies = (refusal(), answer("1987"), answer("1987"), answer("bridge"), answer("1987", "Kirby"))
    # the whole reply of the fourth holds the answer: no fault
    assert [outcome.faults[0] for outcome in failures(run(cases, *replies))] == [
        "answered, though there is no answer",
        "wrong speaker",
        "refused, though there is an answer",
    ]


@pytest.mark.e2e
def test_a_real_answerer_is_evaluated(seeds):
    asked = Question("how many troops did the NIS report?")
    (outcome,) = evaluate(
        [Case(asked, answers=("approximately 1,500",), speaker="National Intelligence Service")],
        seeds.answerer,
    )
    assert outcome.measured == {"exact": 1, "f1": 1, "contained": 1, "speaker": 1}
    assert outcome.passages
    assert outcome.seconds > 0
    assert not outcome.faults
