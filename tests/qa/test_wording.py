"""Sentences of an answer: a report told in its document's own words."""

from dataclasses import replace

from index.documents import Span
from qa.replies import FoundStatement
from qa.wording import name, reported, told_by
from tests.qa.said import said

TEXT = "Aldo told me, “The hand is fine. It is you who is broken.” We laughed. “Both of us.”"


def told(sentence: tuple[int, int], *spans: tuple[int, int]) -> str:
    made = said("Aldo", "")
    return reported(
        replace(
            made,
            sentence=Span(*sentence),
            sentence_text=TEXT[slice(*sentence)],
            spans=tuple(Span(*span) for span in spans),
            text=" … ".join(TEXT[slice(*span)] for span in spans),
        )
    )


QUOTED = (TEXT.index("“The"), TEXT.index("” We") + 1)
LATER = (TEXT.index("“Both"), len(TEXT))
FIRST = (0, TEXT.index(" It is"))


def test_words_that_run_on_behind_their_sentence_are_told_once():
    assert told(FIRST, QUOTED) == TEXT[: QUOTED[1]]


def test_words_that_begin_before_their_sentence_stand_for_it():
    assert told((QUOTED[0] + 5, QUOTED[1]), QUOTED) == TEXT[slice(*QUOTED)]


def test_what_is_told_in_others_words_is_not_led_as_the_speakers_own():
    indirect = replace(said("Aldo", "it was fine"), kind="indirect", sentence_text="He said so.")
    assert told_by(FoundStatement(indirect, 1.0)).endswith(", as reported: He said so.")
    quoting = replace(indirect, sentence_text="He said “so.”")
    assert told_by(FoundStatement(quoting, 1.0)).endswith("Aldo: He said “so.”")
    turn = replace(indirect, kind="turn")
    assert told_by(FoundStatement(turn, 1.0)).endswith("Aldo: He said so.")
    own = replace(indirect, source_text="I", sentence_text="I say so.")
    assert told_by(FoundStatement(own, 1.0)).endswith("Aldo: I say so.")
    named = replace(indirect, sentence_text="Aldo said so.")
    assert told_by(FoundStatement(named, 1.0)) == "Aldo said so."
    headed = replace(turn, source_text="MR. ALDO", sentence_text="*MR. ALDO said so.")
    assert told_by(FoundStatement(headed, 1.0)) == "*MR. ALDO said so."


def test_words_that_follow_elsewhere_are_told_after_the_sentence():
    assert told((0, QUOTED[1]), QUOTED, LATER) == f"{TEXT[: QUOTED[1]]} {TEXT[slice(*LATER)]}"


def test_who_it_was_is_told_by_the_whole_name_where_that_is_asked():
    short = replace(said("Ann Aldo", "it was fine"), sentence_text="Aldo said it was fine.")
    aliased = replace(short, speaker=replace(short.speaker, aliases=("Aldo",)))
    assert told_by(FoundStatement(aliased, 1.0)) == "Aldo said it was fine."
    whole = told_by(FoundStatement(aliased, 1.0), in_full=True)
    assert whole.startswith("Ann Aldo")
    assert whole.endswith("Aldo said it was fine.")


def test_a_namesake_of_whom_somebody_talks_does_not_tell_who_does():
    about = replace(said("Ann Holt", ""), kind="turn", sentence_text="Karl Holt is no kin of mine.")
    known = replace(about, speaker=replace(about.speaker, aliases=("Holt",)))
    assert told_by(FoundStatement(known, 1.0)).endswith("Ann Holt: Karl Holt is no kin of mine.")


def test_a_name_within_what_is_said_does_not_tell_who_says_it():
    lee = replace(said("Ann Lee", "").speaker, aliases=("Lee",))
    for words in ("David Lee was late", "Leeds was wet"):
        told = told_by(FoundStatement(_said_by_her(lee, words), 1.0))
        assert told == f"Ann Lee, as reported: She said {words}."
    own = replace(_said_by_her(lee, "so"), sentence_text="Lee said so.")
    assert told_by(FoundStatement(own, 1.0)) == "Lee said so."


def _said_by_her(speaker, words):
    made = said("She", words)
    return replace(made, speaker=speaker)


def test_who_is_not_named_has_no_capital_within_a_sentence():
    nobody = replace(said("Aldo", "it was fine"), speaker=None, source_text="A member of the staff")
    assert name(nobody) == "a member of the staff"
    assert name(replace(nobody, source_text="The Hague's police")) == "The Hague's police"
