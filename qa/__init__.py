"""From a question to an answer with its evidence, or a refusal with its reason."""
