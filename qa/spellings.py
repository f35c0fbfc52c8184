"""Words that are spelt in two ways, the British and the American: a question for an "organisation"
is one for an "organization"."""

import re
from collections.abc import Mapping
from functools import lru_cache

# Each as it is and with "s" behind it; no grey, as Lady Grey is not Mr Gray
_WORDS = """
acknowledgement acknowledgment; aeroplane airplane; ageing aging; aluminium aluminum;
analogue analog; calibre caliber; catalogue catalog; centre center; centred centered;
defence defense; dialogue dialog; enrol enroll; fibre fiber; foetus fetus; fulfil fulfill;
instalment installment; jewellery jewelry; judgement judgment; kilometre kilometer;
licence license; litre liter; manoeuvre maneuver; metre meter; millimetre millimeter;
offence offense; pretence pretense; programme program; pyjama pajama; skilful skillful;
spectre specter; theatre theater; wilful willful
"""
# Of these more may follow: labourer, labouring
_BEGINNINGS = """
anaemi anemi; anaesthe anesthe; archaeolog archeolog; armour armor; behaviour behavior;
caesarean cesarean; colour color; demeanour demeanor; diarrhoea diarrhea;
encyclopaedi encyclopedi; endeavour endeavor; favour favor; flavour flavor; foetal fetal;
gynaecolog gynecolog; haemo hemo; harbour harbor; honour honor; humour humor; labour labor;
leukaemi leukemi; mould mold; neighbour neighbor; odour odor; oestr estr; orthopaed orthoped;
paediatr pediatr; parlour parlor; plough plow; practis practic; rigour rigor; rumour rumor;
saviour savior; savour savor; sceptic skeptic; splendour splendor; tumour tumor;
valour valor; vapour vapor; vigour vigor
"""
_ENDING = "(?P<ending>e|ed|er|ers|es|ing|ation|ations|ational)"


def _read(pairs: str) -> dict[str, str]:
    """Of each pair the British spelling and the American."""
    return dict(pair.split() for pair in pairs.split(";"))


class _Spelling:
    """How words are spelt otherwise than here."""

    def __init__(self, words: Mapping[str, str], beginnings: Mapping[str, str]) -> None:
        self._words = {word + s: other + s for word, other in words.items() for s in ("", "s")}
        self._beginnings = beginnings
        self._begins = re.compile("|".join(beginnings))

    def other(self, word: str) -> str:
        if word in self._words:
            return self._words[word]
        begins = self._begins.match(word)
        return self._beginnings[begins[0]] + word[begins.end() :] if begins else word


_words, _beginnings = _read(_WORDS), _read(_BEGINNINGS)
_FROM_BRITISH = _Spelling(_words, _beginnings)
_FROM_AMERICAN = _Spelling(*({v: k for k, v in each.items()} for each in (_words, _beginnings)))
# "supervise", of which there is a "supervision", and "surprise", which is "surprisingly" so
_WITH_S = r"\w*(?:super|tele|re)vis|\w*(?:circum|con|ex|in|pre)cis|\w*surpris"
_ISE = re.compile(rf"(?!{_WITH_S})(?P<root>[a-z]{{3,}}[iy])s{_ENDING}")
_IZE = re.compile(rf"(?P<root>[a-z]{{3,}}[iy])z{_ENDING}")


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A word in lower case as it is spelt in America: organisation → organization. What is spelt in
    one way alone may become no word ("promize"), and the same by whoever asks and tells."""
    if (spelt := _FROM_BRITISH.other(word)) != word:
        return spelt
    found = _ISE.fullmatch(word)
    return f"{found['root']}z{found['ending']}" if found else word


def other(word: str) -> str:
    """The other spelling of a word in lower case; the word itself where it has none."""
    for spelt in (american(word), _FROM_AMERICAN.other(word)):
        if spelt != word:
            return spelt
    found = _IZE.fullmatch(word)
    return f"{found['root']}s{found['ending']}" if found else word
