"""Forms of words that no stemmer leads together: a question asks "did they sell" or about China, a
document tells that they "sold" or of Chinese goods."""

from collections import defaultdict
from collections.abc import Mapping

from index.attribution.governments import peoples

# Base, then its other forms. Left out: forms that are mostly another word ("left", "lay", "rose"),
# and verbs that carry no matter ("be", "do", "get", "go", "say").
_FORMS = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beaten; become became;
begin began begun; bend bent; bind bound; bite bit bitten; bleed bled; blow blew blown;
break broke broken; breed bred; bring brought; build built; burn burnt; buy bought;
catch caught; choose chose chosen; creep crept; deal dealt; die dying; dig dug; draw drew drawn;
dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed;
fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden;
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; grow grew grown;
hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known; lead led;
learn learnt; lend lent; light lit; lose lost; mean meant; meet met; mislead misled;
overcome overcame; owe owing; overthrow overthrew overthrown; pay paid; prove proven; repay repaid;
rewrite rewrote rewritten; ride rode ridden; ring rang rung; run ran; seek sought; sell sold;
send sent; shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk;
sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken;
spend spent; spin spun; spoil spoilt; stand stood; steal stole stolen; stick stuck;
sting stung; strike struck stricken; strive strove striven; sue sued suing; swear swore sworn;
sweep swept; swell swollen; swim swam swum; swing swung; take took taken;
teach taught; tear tore torn; tell told; think thought; tie tying;
throw threw thrown; undergo underwent undergone; understand understood;
undertake undertook undertaken; wake woke woken; wear wore worn;
weave wove woven; weep wept; win won; withdraw withdrew withdrawn; withhold withheld;
withstand withstood; write wrote written
"""


def _read() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    bases: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = defaultdict(tuple)
    verbs = [verb.split() for verb in _FORMS.split(";")]
    countries = [
        [
            country.replace(" ", ""),
            *demonyms,
            *(f"{each}s" for each in demonyms if each[-1] in "in"),
        ]
        for country, demonyms in peoples().items()
    ]
    for base, *others in (*verbs, *countries):
        bases |= dict.fromkeys(others, base)
        for each in (base, *others):
            forms[each] = tuple(form for form in (base, *others) if form != each)
    return bases, dict(forms)


_BASES, _OTHERS = _read()


def base(word: str) -> str:
    """The base form of a word in lower case: sold → sell, chinese → china; itself as a rule."""
    return _BASES.get(word, word)


def others(word: str) -> tuple[str, ...]:
    """The other forms of an irregular verb or a country: sell → sold; none as a rule."""
    return _OTHERS.get(word, ())
