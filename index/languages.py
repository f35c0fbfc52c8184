"""Which language words are of, told by the words that every text of it is full of.

Short words that several languages share ("die", "was", "in") count for each of them.
"""

from collections import Counter
from collections.abc import Iterable

_ENGLISH = """
a about after again against ago all also although always am among an and another any anyone are
around as at
because been before being below between both but by called can could day did do does doing down
during each every few first for from get had has have he her here him his how i if in into is it
its itself just know last like made make many may me might more most much must my near never new no
nobody not now of off on or once one only other our out over own people per says said saying she
should since so some still such than that the to their them then there these they this those three
through to today told tomorrow too two under until up upon us very was we were what when where
whether which while who whom whose why will with within without would year years yes yesterday
yet you your wants warns denies claims tells asks calls urges
"""
_OTHERS = {
    "de": """aber als am auch auf aus bei beim das dass dem den der des die diese doch durch ein
    eine einem einen einer er es für gegen haben hat hatte ich ihm ihr im ist ja kann kein mehr mit
    nach nicht noch nur oder ohne sagte schon sei sein sich sie sind über um und uns unter vom von
    vor war waren warum was wenn werden wie wieder wir wird worden wurde zu zum zur zwischen""",
    "fr": """à alors au aussi aux avait avant avec avoir c'est ce ces cette comme d'un d'une dans de
    depuis des deux dit du elle elles en entre est et été être fait il ils je la le les leur lui
    mais me même ne nous on ont ou où par pas plus pour qu'il que qui sa sans se ses si son sont
    sous sur très un une vous y""",
    "es": """al ante antes aunque como con contra cuando de del desde dijo dos el ella ellos en
    entre era es esta este está están fue ha había han hasta hay la las le les lo los más me mi muy
    ni no nos o para pero por porque que qué quien se según ser si sin sobre son su sus también
    tiene un una y ya yo""",
    "it": """al alla anche che chi come con da dal dei del della delle di dopo e è era gli ha hanno
    i il in la le lo loro ma nei nel nella non o per perché più quando questa questo se si sono
    sua sul sulla suo tra un una""",
    "pt": """ao as até com como da das de do dos e ela ele em entre era essa esse está foi há isso
    mais mas muito na não nas no nos o os ou para pela pelo por porque quando que se seu são sem
    ser sobre sua também tem um uma você""",
    "nl": """aan al als bij dan dat de deze die dit door een en er geen haar had heeft hem het hij
    hun ik in is kan maar meer met na naar niet nog nu of om onder ook op over te tegen toen tot
    uit van veel voor waar was wat werd wij wordt zei zich zij zijn zo zou""",
    "sv": """alla att av blev de den denna det detta efter eller en enligt ett från för ha hade han
    har hon i inte jag kan med men mot mycket nu när och också om på sade sig sin ska som så till
    under upp ur utan var vi vid är över""",
    "da": """af alle at blev da de den der det efter eller en er et for fra ham han har havde hun i
    ikke jeg kan med men mod når og også om på sagde sig sin skal som så til ud under var ved vi
    ville være år""",
    "pl": """ale bez bo był była było być co czy dla do gdy i ich jak jako jego jej jest już lub ma
    może na nad nie o od oraz po pod powiedział przed przez przy są się tak także tego ten to tym w
    we z za został że""",
    "tr": """ama bir bu da daha de değil dedi diye en gibi göre her için ile ise kadar ki ne o olan
    olarak olduğunu sonra şu var ve veya ya yok""",
    "fi": """ei en että hän ja jo joka jos kanssa kuin kun mitä mukaan mutta myös ne niin nyt oli on
    ovat sanoi se sen sitä tai tämä vain""",
    "hu": """a az egy és is hogy nem volt van mint már csak azt ezt szerint mondta de ha meg még el
    ki be vagy után""",
    "cs": """a ale aby byl byla být co do i jak jako je jeho jen jsou k který má na nebo o od podle
    po pro při s se si tak to u už v ve z za že řekl""",
    "ro": """a ai al ale am ar au că care ce cu cum de din după este fi fost în la mai nu o pe
    pentru prin sa sau se și spus sunt un unei""",
    "id": """adalah akan atau bahwa bisa dalam dan dari dengan di ini itu juga kata kepada karena
    ke mereka oleh pada saya sebagai sudah telah tidak untuk yang""",
}  # fmt: skip
_LATIN_END = 0x250  # the code point that the Latin letters of European languages end before
_LEAST_ENGLISH = 0.1  # share of the words; running English has 0.35 to 0.55
_VARIOUS = 15  # different English words that tell it of a text that is mostly names and numbers


def _known() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in [("en", _ENGLISH), *_OTHERS.items()]:
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


_LANGUAGES = _known()


def is_english(words: Iterable[str]) -> bool | None:
    """Whether words are English ones; None where nothing tells, as in a name or a number.

    What is written in other letters counts against English by its length, since some scripts part
    no words.
    """
    counted: Counter[str] = Counter()
    seen: set[str] = set()
    total = foreign = 0
    for word in words:
        if not word[:1].isalpha():
            continue
        if ord(max(word)) >= _LATIN_END and ord(word[0]) >= _LATIN_END:
            foreign += 1 + len(word) // 3
            continue
        total += 1
        plain = word.casefold()
        if plain in _LANGUAGES:
            seen.add(plain)
            counted.update(_LANGUAGES[plain])
    other = max((n for language, n in counted.items() if language != "en"), default=0)
    english = counted["en"]
    if english <= max(other, foreign):
        return None if english == max(other, foreign) else False
    various = sum("en" in _LANGUAGES[word] for word in seen)
    return english >= _LEAST_ENGLISH * total or various >= _VARIOUS or None
