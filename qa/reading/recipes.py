"""What each stretch of the reader's training is made of."""

from dataclasses import dataclass

_NEW = ("bounds", "answers")  # the layers that the encoder comes without


@dataclass(frozen=True)
class Recipe:
    """Part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 3
    batch: int = 16
    encoder_rate: float = 6e-5
    heads_rate: float = 3e-4
    relevance_rate: float = 6e-5
    warm_up: float = 0.06
    weight_decay: float = 0.01
    answers: float = 2.0  # how much it counts whether a passage answers
    relevance: float = 0.5  # … and whether the question was asked of it
    before: float = 0.04  # … and the score that relevance had before training
    remembered: int = 2  # steps: that score is taken in one of so many
    average: float = 0.99  # of the exponential moving average that is shipped
    level: float = 0.01  # … that the relevance of a question's passages stays around nothing
    bf16: bool = False  # faster where the processor has instructions for it, ten times slower else
    seed: int = 13

    def rate(self, parameter: str) -> float:
        if parameter.startswith(_NEW):
            return self.heads_rate
        return self.relevance_rate if parameter.startswith("classifier") else self.encoder_rate


CLOZE = Recipe(
    epochs=1, encoder_rate=1e-4, relevance_rate=1e-4, heads_rate=5e-4, answers=0.7, relevance=0.0,
    before=0.08, remembered=4, average=0.995,
)  # fmt: skip
QUESTIONS = Recipe()
INTERVIEWS = Recipe(epochs=1, encoder_rate=4e-5, relevance_rate=2e-4, heads_rate=4e-5, warm_up=0.03)
DIALOGUES = Recipe(
    epochs=2, encoder_rate=3e-5, relevance_rate=3e-5, heads_rate=6e-5, answers=1.0, relevance=0.0,
    before=0.1, remembered=1, average=0.985,
)  # fmt: skip
WRITTEN = Recipe(
    epochs=2, encoder_rate=5e-5, relevance_rate=5e-5, heads_rate=1e-4, relevance=0.3, before=0.1,
    remembered=3,
)  # fmt: skip
