"""What the benchmarks take from public sets, and what they hand to the program."""

from benchmarks.retrieval import lay_out, sample
from benchmarks.statements import names
from index.readers import read


def test_a_sets_texts_come_out_of_the_reader_as_they_are(tmp_path):
    texts = {"a#1": "# One\r\n\r\n- two  three\n---\n", "b.2": "\u2029 “é” 😀\tend \n", "c/3": "x"}
    lay_out([{"doc_id": id, "text": text} for id, text in texts.items()], tmp_path)
    for id, text in texts.items():
        path = tmp_path / f"{id}.txt"
        assert read(path, path.read_bytes()).text == text.replace("\r", " ")


def test_a_sample_is_the_same_every_time_and_can_be_scored():
    queries = [{"qid": str(n), "relevant": ["a"] * (n % 2)} for n in range(100)]
    queries += [{"qid": "none", "relevant": [], "answerable": False}]
    few = sample(queries, 10)
    assert few == sample(reversed(queries), 10) == sample(queries, 20)[:10]
    everything = sample(queries, None)
    assert len(everything) == 51
    assert {"none", "1"} <= {query["qid"] for query in everything}


def test_labels_of_one_speaker_are_asked_for_by_one_name():
    def same(one, other):
        return one.split()[-1] == other.split()[-1] and (one[0] == other[0] or " " not in other)

    labels = ["Ana M. Holt", "Ana Holt", "Ana Holt", "Holt", "Holt", "Bo Holt", "Union", None]
    found = names([{"speaker": label} for label in labels], same)
    assert found == {
        "Ana Holt": "Ana Holt",
        "Ana M. Holt": "Ana Holt",
        "Bo Holt": "Bo Holt",
        "Holt": "Ana Holt",
        "Union": "Union",
    }
    assert "Reyes" not in names([{"speaker": "Reyes", "speaker_from": "name-ambig"}], same)
