"""Training the reader: what it is to learn is where the data say, and an interrupted run ends where
a whole one does."""

import copy
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
from index.embedding import bundled_folder, tokenizer  # noqa: E402
from qa.reading.lessons import (  # noqa: E402
    Lesson,
    cloze_lessons,
    is_held_out,
    lessons,
)
from qa.reading.losses import (  # noqa: E402
    batch,
    dialogue_loss,
    kept_loss,
    label_loss,
    ranking_loss,
)
from qa.reading.network import Network, export  # noqa: E402
from qa.reading.pairs import padded, pairs  # noqa: E402
from qa.reading.reader import Reader  # noqa: E402
from qa.reading.recipes import Recipe  # noqa: E402
from qa.reading.training import (  # noqa: E402
    Step,
    dialogue_steps,
    interview_steps,
    question_steps,
    train,
    written_steps,
)

RECIPE = Recipe(epochs=1, batch=8)
PARAGRAPHS = {
    f"lamp-{n}": f"The lamp of Quay {n} was lit by the keeper Bo Lind. It burns oil on {n} wicks."
    for n in range(12)
}


@pytest.fixture
def labelled(tmp_path: Path) -> tuple[Path, Path]:
    """Twelve paragraphs, each with a question that it answers and one that it doesn't."""
    questions = []
    for n, (id, text) in enumerate(PARAGRAPHS.items()):
        start = text.index("Bo Lind")
        evidence = [{"doc_id": id, "start": start, "end": start + len("Bo Lind")}]
        asked = f"Who lit the lamp of Quay {n}?"
        questions += [
            {"qid": f"{n}a", "question": asked, "answerable": True, "relevant": [id],
             "evidence": evidence},
            {"qid": f"{n}b", "question": f"Who sold the lamp of Quay {n}?", "answerable": False,
             "relevant": [id], "evidence": []},
        ]  # fmt: skip
    corpus = [{"doc_id": id, "text": text} for id, text in PARAGRAPHS.items()]
    for name, lines in (("corpus", corpus), ("questions", questions)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return tmp_path / "corpus.jsonl", tmp_path / "questions.jsonl"


def test_an_answer_is_learnt_at_its_word_pieces_and_no_answer_as_none(labelled):
    learnt, kept = lessons(*labelled, seed=1)
    for lesson in [*learnt, *kept]:
        for first, last in lesson.answers:
            assert tokenizer().decode(lesson.pair.ids[first : last + 1].tolist()) == "bo lind"
    answered = sum(len(lesson.answers) > 0 for lesson in [*learnt, *kept])
    assert answered == len(PARAGRAPHS)


def test_a_paragraph_is_held_out_with_all_its_questions(labelled):
    learnt, kept = lessons(*labelled, seed=1)
    held = sum(map(is_held_out, PARAGRAPHS))
    assert 0 < held < len(PARAGRAPHS)
    assert sum(lesson.relevant for lesson in kept) == 2 * held
    answered = sum(len(lesson.answers) > 0 for lesson in learnt)
    assert answered == len(PARAGRAPHS) - held
    # What is learnt from besides, of the same paragraphs, are likenesses without an answer.
    assert sum(lesson.relevant for lesson in learnt) >= 2 * answered
    assert any(not lesson.relevant for lesson in [*learnt, *kept])


def test_texts_that_nobody_asked_about_are_learnt_from_but_for_those_held_out(tmp_path):
    told = (
        "{0} was born in Harlow in 1931. The painter {0} moved to the coast with four children. "
        "In 1950 the town of Brannock bought {0}'s picture of the harbour for 900 crowns, and it "
        "has hung in the town hall ever since, above the stairs. Nobody has ever asked to see it."
    )
    people = {id: f"Ada {'klmnoprstuvw'[n]}arsten" for n, id in enumerate(PARAGRAPHS)}
    texts = [{"doc_id": id, "text": told.format(name)} for id, name in people.items()]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, texts)), "utf-8")
    learnt = cloze_lessons([path], 100, seed=1)
    assert any(len(lesson.answers) for lesson in learnt)
    read = " ".join(tokenizer().decode(lesson.pair.ids.tolist()) for lesson in learnt)
    for id, name in people.items():
        assert (f"the painter {name.lower()} moved" in read) != is_held_out(id)


@pytest.fixture
def network():
    """Of one layer, the last."""
    torch.manual_seed(1)
    found = Network.started_from(bundled_folder())
    found.bert.encoder.layer = found.bert.encoder.layer[-1:]
    return found


def test_an_interrupted_run_ends_with_the_weights_of_a_whole_one(labelled, network, tmp_path):
    learnt, kept = lessons(*labelled, seed=1)
    whole_and_interrupted(network, tmp_path, kept, question_steps(learnt, RECIPE))


def test_rankings_are_learnt_each_once_with_the_lessons_between_them(labelled, network, tmp_path):
    """And an interrupted run of them, too, ends as a whole one does."""
    learnt, kept = lessons(*labelled, seed=1)
    ranking = [lesson for lesson in learnt if lesson.relevant][:4]
    rankings = [ranking[n % 4 :] + ranking[: n % 4] for n in range(9)]
    steps = interview_steps(rankings, learnt, RECIPE)
    assert sorted(step.way for step in steps) == ["labels", "ranking", "ranking", "ranking"]
    assert sum(len(step.sizes) for step in steps) == len(rankings)
    whole_and_interrupted(network, tmp_path, kept, steps)


def test_dialogues_are_learnt_beside_what_is_to_be_kept(labelled, network, tmp_path):
    """And an interrupted run of them, too, ends as a whole one does."""
    learnt, kept = lessons(*labelled, seed=1)
    own = [lesson for lesson in learnt if len(lesson.answers)]
    others = [lesson for lesson in learnt if not len(lesson.answers)]
    dialogues = [[own[n % len(own)], *others[n : n + 1 + n % 3]] for n in range(24)]
    steps = dialogue_steps(dialogues, dialogues, learnt, RECIPE)
    ways = [step.way for step in steps]
    assert sum(len(s.sizes) for s in steps if s.way == "dialogue") == len(dialogues)
    assert ways.count("labels") == 1
    assert ways.count("kept") == 3, "two of lessons, one of rankings"
    whole_and_interrupted(network, tmp_path, kept, steps)


def test_what_was_written_is_learnt_each_once_beside_what_was_learnt_before(
    labelled, network, tmp_path
):
    """And an interrupted run of it, too, ends as a whole one does."""
    learnt, kept = lessons(*labelled, seed=1)
    written = [learnt[n % len(learnt)] for n in range(6 * RECIPE.batch)]
    ranking = [lesson for lesson in learnt if lesson.relevant][:2]
    conversations, others = [ranking] * 8, [ranking[::-1]] * 20
    steps = written_steps(written, conversations, others, others, learnt, RECIPE)
    ways = [step.way for step in steps]
    assert ways.count("labels") == 6 + 2, "all that was written, and two steps of others"
    assert ways.count("dialogue") == 2 + 1, "all conversations, and one step of others"
    assert ways.count("kept") == 1
    whole_and_interrupted(network, tmp_path, kept, steps)


def test_a_run_on_other_lessons_does_not_go_on_from_this_ones_checkpoint(
    labelled, network, tmp_path
):
    learnt, kept = lessons(*labelled, seed=1)
    for lesson in learnt[0], next(each for each in learnt if each.pair is not learnt[0].pair):
        train(copy.deepcopy(network), [Step([lesson])], kept, RECIPE, tmp_path, network)
    assert len(list(tmp_path.glob("checkpoint-*.pt"))) == 2


def whole_and_interrupted(network, folder, kept, steps) -> None:
    """Trains at once and with a break after two steps, to the same weights."""
    runs = []
    for name, stops in (("whole", (None,)), ("broken", (2, None))):
        work = folder / name
        work.mkdir()
        for stop in stops:
            own = copy.deepcopy(network)
            train(own, steps, kept, RECIPE, work, network, stop)
        (checkpoint,) = work.glob("*.pt")
        assert torch.load(checkpoint, weights_only=False)["done"] == len(steps)
        runs.append(own.state_dict())
    whole, broken = runs
    for key, value in whole.items():
        assert torch.equal(value, broken[key]), key


def test_the_passage_that_answers_is_found_more_relevant(labelled, network):
    learnt, _ = lessons(*labelled, seed=1)
    given = batch(learnt[:8])
    total, told = ranking_loss(network, given, Recipe(), (4, 3, 1))
    assert total > 0
    descend(network, total)
    assert ranking_loss(network, given, Recipe(), (4, 3, 1))[1]["ranking"] < told["ranking"]


def test_of_a_dialogue_it_learns_which_passage_answers_and_where(labelled, network):
    learnt, _ = lessons(*labelled, seed=1)
    own = [lesson for lesson in learnt if len(lesson.answers)][:2]
    others = [lesson for lesson in learnt if not len(lesson.answers)][:4]
    given = batch([own[0], *others[:2], own[1], *others[2:]])
    before, sizes = copy.deepcopy(network).eval(), (3, 1, 2)
    total, told = dialogue_loss(network, before, given, sizes)
    descend(network, total)
    learnt_from = dialogue_loss(network, before, given, sizes)[1]
    for part in ("within", "answers", "ranking"):
        assert learnt_from[part] < told[part], part


def test_words_anywhere_within_the_wording_of_a_dialogue_are_right(labelled, network):
    """What a person marked may be a whole sentence, which no answer has to be as long as."""
    learnt, _ = lessons(*labelled, seed=1)
    lesson = next(lesson for lesson in learnt if len(lesson.answers))
    inside = np.flatnonzero(lesson.pair.starts >= 0)
    all_of_it = Lesson(lesson.pair, np.array([[inside[0], inside[-1]]]), 1)
    network.eval()
    parts = [
        dialogue_loss(network, network, batch([each]), (1,))[1] for each in (lesson, all_of_it)
    ]
    assert parts[0]["within"] > 0.1
    assert parts[1]["within"] == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("part", ["spans", "answers", "within"])
def test_the_loss_of_passages_together_is_that_of_each_by_itself(labelled, network, part):
    """They differ in length and in how many wordings of an answer they hold."""
    learnt, _ = lessons(*labelled, seed=1)
    some = [lesson for lesson in learnt if len(lesson.answers)][:3]
    some[0] = replace(some[0], answers=np.vstack([some[0].answers, some[0].answers - 1]))
    network.eval()

    def of(each: Sequence[Lesson]) -> float:
        with torch.no_grad():
            if part == "within":
                return float(
                    dialogue_loss(network, network, batch(each), (1,) * len(each))[1][part]
                )
            return float(label_loss(network, None, batch(each), Recipe())[1][part])

    assert of(some) == pytest.approx(sum(of([one]) for one in some) / len(some), rel=1e-4)


def test_what_is_kept_costs_nothing_until_it_changes(labelled, network):
    learnt, _ = lessons(*labelled, seed=1)
    given, before = batch(learnt[:6]), copy.deepcopy(network.eval())
    assert float(kept_loss(network, before, given)[0].detach()) == pytest.approx(0, abs=1e-6)
    with torch.no_grad():
        for layer in (network.bounds[-1], network.answers[-1], network.classifier):
            layer.weight.mul_(1.5)
    assert all(part > 0 for part in kept_loss(network, before, given)[1].values())


def descend(network, total) -> None:
    """One small step down, of all weights."""
    total.backward()
    with torch.no_grad():
        for weights in network.parameters():
            if weights.grad is not None:
                weights -= 0.02 * weights.grad / max(1.0, float(weights.grad.norm()))


def test_the_word_pieces_vectors_stay_as_they_were_and_the_rest_is_trained(
    labelled, network, tmp_path
):
    learnt, kept = lessons(*labelled, seed=1)
    before = copy.deepcopy(network)
    train(network, question_steps(learnt, RECIPE), kept, RECIPE, tmp_path, before)
    for key, value in network.state_dict().items():
        if key.startswith("bert.embeddings."):
            assert torch.equal(value, before.state_dict()[key]), key
        if key.startswith("bert.encoder.") and key.endswith("dense.weight"):
            assert not torch.equal(value, before.state_dict()[key]), key


def test_what_is_exported_reads_as_what_was_trained(tmp_path):
    torch.manual_seed(3)
    network = Network.started_from(bundled_folder()).eval()
    export(network, tmp_path / "reader.onnx", ["bounds", "judged"])
    (read,) = Reader(tmp_path / "reader.onnx").read("Who lit it?", [PARAGRAPHS["lamp-3"]])
    given = padded(pairs("Who lit it?", PARAGRAPHS["lamp-3"]))
    with torch.no_grad():
        _, judged = network(*(torch.from_numpy(given[name]) for name in ("ids", "kinds", "mask")))
    assert np.allclose([read.relevance, read.answers], judged[0].numpy(), atol=0.15)
