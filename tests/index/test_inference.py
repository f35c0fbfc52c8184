"""ONNX models run side by side, and each batch gets its own answer."""

import numpy as np
import onnx
from onnx import TensorProto, helper

from index.inference import Model


def doubling(file):
    """A model that gives what it is given, doubled."""
    given = helper.make_tensor_value_info("given", TensorProto.INT64, ["n"])
    doubled = helper.make_tensor_value_info("doubled", TensorProto.FLOAT, ["n"])
    nodes = [
        helper.make_node("Add", ["given", "given"], ["twice"]),
        helper.make_node("Cast", ["twice"], ["doubled"], to=TensorProto.FLOAT),
    ]
    model = helper.make_model(
        helper.make_graph(nodes, "doubling", [given], [doubled]),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=10,
    )
    helper.set_model_props(model, {"learnt": "nothing"})
    onnx.save(model, file)
    return file


def test_each_batch_gets_its_own_answer_in_the_order_given(tmp_path):
    model = Model(doubling(tmp_path / "model.onnx"))
    batches = [np.arange(n, dtype=np.int64) + n for n in range(1, 40)]
    answers = model.run(["doubled"], [{"given": batch} for batch in batches])
    for batch, (answer,) in zip(batches, answers, strict=True):
        assert np.array_equal(answer, 2 * batch)
    assert model.run(["doubled"], []) == []


def test_a_model_tells_what_its_file_says_beside_the_layers(tmp_path):
    assert Model(doubling(tmp_path / "model.onnx")).metadata == {"learnt": "nothing"}
