"""ONNX models on the processor, by ONNX Runtime.

A run takes one thread, and as many go on at once as there are cores. Threads within a run gain less
on matrices as small as these, and those that wait for each other by spinning take the cores from
everything else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Inputs: TypeAlias = Mapping[str, NDArray[np.int64]]
Outputs: TypeAlias = Sequence[NDArray[np.float32]]


class Model:
    """An ONNX file, loaded. Safe for use by several threads."""

    def __init__(self, file: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        # Fused, the sum before a layer's normalisation is not vectorised: a tenth of all time.
        self._session = onnxruntime.InferenceSession(
            str(file),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    @property
    def metadata(self) -> Mapping[str, str]:
        """What the file says beside the layers."""
        told: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        return told

    def run(self, outputs: Sequence[str], batches: Sequence[Inputs]) -> list[Outputs]:
        """The outputs named, of each batch. One batch runs in the caller's own thread."""

        def one(batch: Inputs) -> Outputs:
            found: list[Any] = self._session.run(outputs, batch)
            return found

        if len(batches) < 2:
            return [one(batch) for batch in batches]
        return list(_threads().map(one, batches))


@lru_cache(1)
def _threads() -> ThreadPoolExecutor:
    """One a core, for all models together."""
    return ThreadPoolExecutor(cores(), "inference")


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
