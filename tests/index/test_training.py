"""Training: its loss is what it says it is, and an interrupted run ends where a whole one does."""

import json
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
from index.attribution.distillation import disagreement, distance, learner, save, teacher  # noqa: E402
from index.attribution.lessons import batch, examples, target  # noqa: E402
from index.attribution.network import Network, chain_loss, export  # noqa: E402
from index.attribution.tagger import Tagger  # noqa: E402
from index.attribution.training import Recipe, loss, train  # noqa: E402
from index.attribution.windows import BEGIN, INSIDE, windows  # noqa: E402
from index.embedding import bundled_folder  # noqa: E402
from tests.index.parsed import parse  # noqa: E402

CPU = torch.device("cpu")
TEXT = "“Nobody asked me,” said Marta Oduya.\n\nThe yard, Bo Lind warned, would close."


def labelled(path: Path) -> Path:
    """A file of two documents, as the labelled sets are written."""

    def span(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    quotes = [
        {"content": [span("“Nobody asked me,”")], "cue": span("said"),
         "source": span("Marta Oduya"), "speech": True},
        {"content": [span("The yard"), span("would close")], "cue": span("warned"),
         "source": span("Bo Lind"), "speech": True},
    ]  # fmt: skip
    lines = [{"doc_id": str(n), "text": TEXT, "quotes": quotes} for n in range(2)]
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


def test_the_loss_of_a_chain_is_its_tags_share_of_all_paths() -> None:
    torch.manual_seed(0)
    emissions, transitions = torch.randn(1, 4, 3, 3), torch.randn(3, 3, 3)
    tags = torch.tensor([[[1, 0, 0], [2, 0, 1], [0, 1, 2], [0, 2, 0]]])
    expected = 0.0
    for chain in range(3):
        scores = {}
        for path in product(range(3), repeat=4):
            moves = list(pairwise(path))
            if path[0] == INSIDE or (0, INSIDE) in moves:
                continue
            scores[path] = float(
                sum(emissions[0, at, chain, t] for at, t in enumerate(path))
                + sum(transitions[chain, a, b] for a, b in moves)
            )
        gold = scores[tuple(tags[0, :, chain].tolist())]
        expected += float(np.logaddexp.reduce(list(scores.values()))) - gold
    found = chain_loss(emissions, tags, torch.ones(1, 4, dtype=torch.long), transitions)
    assert float(found) == pytest.approx(expected, rel=1e-4)


def test_padding_adds_nothing_to_the_loss() -> None:
    torch.manual_seed(0)
    emissions, transitions = torch.randn(1, 6, 3, 3), torch.randn(3, 3, 3)
    tags = torch.zeros(1, 6, 3, dtype=torch.long)
    mask = torch.tensor([[1, 1, 1, 1, 0, 0]])
    padded = chain_loss(emissions, tags, mask, transitions)
    bare = chain_loss(emissions[:, :4], tags[:, :4], mask[:, :4], transitions)
    assert float(padded) == pytest.approx(float(bare))


def test_a_window_teaches_the_spans_and_links_of_its_quotations(tmp_path: Path) -> None:
    example = examples(labelled(tmp_path / "train.jsonl"), tmp_path)[0]
    window = windows(example.paragraphs)[0]
    taught = target(window, example.quotes)

    def words(places: np.ndarray) -> list[str]:
        return [TEXT[window.starts[a] : window.ends[b]] for a, b in places]

    assert words(taught.contents) == ["“Nobody asked me,”", "The yard", "would close"]
    assert words(taught.cues) == ["said", "warned"]
    assert words(taught.sources) == ["Marta Oduya", "Bo Lind"]
    assert taught.seeks_cue.tolist() == [0, 1, 1]
    assert taught.seeks_source.tolist() == [0, 1]
    assert (taught.tags[:, 0] == BEGIN).sum() == 3


def test_an_interrupted_run_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    documents = examples(labelled(tmp_path / "train.jsonl"), tmp_path)
    recipe = Recipe(epochs=2, batch=2)
    straight = train(documents, [], recipe, whole, bundled_folder())
    train(documents, [], recipe, parts, bundled_folder(), stop_after=1)
    resumed = train(documents, [], recipe, parts, bundled_folder())
    for name, value in straight.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name
    other = train(documents, [], replace(recipe, seed=14), whole, bundled_folder())
    assert not torch.equal(other.emit.weight, straight.emit.weight)


def test_what_is_trained_can_be_written_and_read(tmp_path: Path) -> None:
    documents = examples(labelled(tmp_path / "train.jsonl"), tmp_path)
    recipe = Recipe(epochs=30, batch=2, encoder_rate=3e-4, average=0.5)
    network = train(documents, [], recipe, tmp_path, bundled_folder())
    export(network, tmp_path / "tagger.onnx")
    found = Tagger(tmp_path / "tagger.onnx").read(parse(TEXT), [], [])
    told = [
        ([TEXT[slice(*c)] for c in one.contents], TEXT[slice(*one.cue)],
         one.source and TEXT[slice(*one.source)])
        for one in found
    ]  # fmt: skip
    assert (["“Nobody asked me,”"], "said", "Marta Oduya") in told
    assert (["The yard", "would close"], "warned", "Bo Lind") in told


def test_a_learner_has_every_second_layer_of_its_teacher_and_its_heads(tmp_path: Path) -> None:
    save(Network.started_from(bundled_folder()), tmp_path)
    taught_by = teacher(tmp_path)
    network = learner(taught_by)
    deep, shallow = taught_by.encoder.encoder.layer, network.encoder.encoder.layer
    assert len(shallow) == len(deep) // 2
    for mine, its in zip(shallow, list(deep)[1::2], strict=True):
        assert torch.equal(mine.output.dense.weight, its.output.dense.weight)
    assert torch.equal(network.emit.weight, taught_by.emit.weight)


def test_networks_of_one_mind_do_not_disagree_and_padding_is_nobodys_business(
    tmp_path: Path,
) -> None:
    document = examples(labelled(tmp_path / "train.jsonl"), tmp_path)[0]
    given = batch([target(w, document.quotes) for w in windows(document.paragraphs)], CPU)
    network = Network.started_from(bundled_folder()).eval()
    with torch.no_grad():
        answers = network(given.ids, given.mask, given.features, given.heads)
    padding = [1 - given.mask.reshape(given.mask.shape + (1,) * (a.dim() - 2)) for a in answers]
    emissions, links, speech = (a + p for a, p in zip(answers, padding, strict=True))
    assert float(disagreement(answers, answers, given.mask)) == pytest.approx(0.0, abs=1e-4)
    assert float(disagreement((emissions, links, speech), answers, given.mask)) == pytest.approx(
        0.0, abs=1e-4
    )
    assert float(disagreement((-answers[0], *answers[1:]), answers, given.mask)) > 0.01


def test_the_loss_of_windows_together_is_that_of_each_by_itself(tmp_path: Path) -> None:
    """They differ in length, and in how many contents, cues and sources they hold."""
    document = examples(labelled(tmp_path / "train.jsonl"), tmp_path)[0]
    targets = [target(w, document.quotes) for w in windows(document.paragraphs, length=12)]
    assert len({(len(t.window), len(t.contents), len(t.sources)) for t in targets}) > 2
    network = Network.started_from(bundled_folder()).eval()
    with torch.no_grad():
        each = [loss(network, batch([one], CPU), Recipe())[1] for one in targets]
        together = loss(network, batch(targets, CPU), Recipe())[1]
    for name, value in together.items():
        alone = sum(float(parts[name]) for parts in each) / len(targets)
        assert float(value) == pytest.approx(alone, rel=1e-4), name


def test_a_learners_layers_are_held_against_those_it_began_as(tmp_path: Path) -> None:
    document = examples(labelled(tmp_path / "train.jsonl"), tmp_path)[0]
    given = batch([target(w, document.quotes) for w in windows(document.paragraphs)], CPU)
    deep = Network.started_from(bundled_folder()).eval()
    with torch.no_grad():
        _, states = deep.read(given.ids, given.mask, given.features, given.heads)
    assert float(distance(states[1::2], states, given.mask)) == 0.0
    padding = 1.0 - given.mask[..., None].float()
    assert float(distance([s + padding for s in states[1::2]], states, given.mask)) == 0.0
    pieces = float(given.mask.sum())
    apart = float(distance([s + 1.0 for s in states[1::2]], states, given.mask))
    assert apart == pytest.approx(pieces, rel=1e-3)


def test_texts_without_labels_are_taught_by_the_teacher_alone(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"doc_id": "0", "text": TEXT}), "utf-8")
    document = examples(path, tmp_path)[0]
    given = batch([target(w, document.quotes) for w in windows(document.paragraphs)], CPU)
    save(Network.started_from(bundled_folder()), tmp_path)
    taught_by = teacher(tmp_path)
    network = learner(taught_by)
    _, parts = loss(network, given, Recipe(), taught_by)
    assert sorted(parts) == ["layers", "teacher"]


def test_a_taught_run_resumes_like_any_other(tmp_path: Path) -> None:
    save(Network.started_from(bundled_folder()), tmp_path)
    taught_by = teacher(tmp_path)
    documents = examples(labelled(tmp_path / "train.jsonl"), tmp_path)
    others = [replace(document, quotes=None) for document in documents]
    recipe = Recipe(epochs=2, batch=2)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()

    def run(folder: Path, stop_after: int | None = None) -> Network:
        return train(documents, [], recipe, folder, tmp_path, stop_after, taught_by, others)

    straight = run(whole)
    run(parts, stop_after=1)
    resumed = run(parts)
    for name, value in straight.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name
