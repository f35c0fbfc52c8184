"""Cues, by what they take as their content: a clause, an object, a preposition, an infinitive.

A cue is a verb (or noun) by which somebody is reported to have said something. Verbs of thinking,
wanting and feeling are left out: an attitude is no statement.
"""

_CLAUSE = """
accept acknowledge add address admit advise affirm allege allow announce answer apologise apologize
argue ask assert assure attest aver avow boast brag caution charge chant claim clarify comment
complain concede conclude concur confess confide confirm contend continue convey counter cry declare
decree demand deny depose disclose dispute elaborate email emphasize emphasise enquire estimate
exclaim explain forecast fume gripe grumble guarantee highlight hint indicate inform inquire
insinuate insist instruct interject intimate joke lament maintain mention moan mumble murmur mutter
note notify object observe opine order plead pledge point post predict posit press proclaim promise
propose protest put question quip quote read reaffirm reassure rebut recall recommend recount rejoin
refute reiterate relate remark remind repeat reply report request respond retort reveal say scoff
scream shoot shout signal specify speculate state stipulate stress suggest summarise summarize swear
tell testify theorise theorize threaten tout tweet underline underscore urge volunteer vow warn
whine whisper wonder write yell
"""
_OBJECT = """
accept acknowledge admit advocate affirm allege announce claim condemn confirm criticize criticise
articulate decry defend demand denounce deny deplore dispute disavow emphasize emphasise explain
highlight hail lament mention note oppose outline pledge praise predict promise propose question
reaffirm rebut recommend
refute reiterate reject repeat report repudiate reveal stress suggest tout underline underscore
urge vow welcome
"""

# cue + clause, or cue + quotation: "said that …", "…," she added
CLAUSE_CUES = frozenset(_CLAUSE.split())
# cue + noun phrase: "denied the claims", "emphasized the uncertainty"
OBJECT_CUES = frozenset(_OBJECT.split())
# cue + noun phrase + "as" or a predicate: "described the plan as …", "called it …"
AS_CUES = frozenset(
    """brand call cast categorize categorise characterize characterise classify criticize
    criticise deem denounce depict describe dismiss dub hail label paint portray praise slam
    tout""".split()
)
# cue + noun phrase + preposition: "accused them of …", "put the loss at …"
ACCUSING_CUES = {
    "accuse": ("of",),
    "attribute": ("to",),
    "blame": ("for", "on"),
    "charge": ("with",),
    "estimate": ("at",),
    "fault": ("for",),
    "put": ("at",),
}
# cue + preposition: "warned of …", "called for …"
PREPOSITION_CUES = {
    "call": ("for", "on"),
    "complain": ("about", "of"),
    "warn": ("of", "about", "against"),
    "speak": ("of", "against"),
    "boast": ("of", "about"),
    "apologise": ("for",),
    "apologize": ("for",),
}
# cue + infinitive: "promised to …"
INFINITIVE_CUES = frozenset("pledge promise swear threaten vow claim demand".split())
# cue + person + infinitive: "urged them to …"
URGING_CUES = frozenset(
    """advise ask beg call challenge implore instruct order tell urge warn""".split()
)
# What is expressed is reported only where it is one of these: "expressed concerns about …"
EXPRESSED = frozenset(
    """alarm apprehension concern condolence confidence disappointment dismay doubt frustration
    gratitude hope opposition outrage regret reservation shock skepticism support surprise
    unease willingness worry""".split()
)
EXPRESSING_CUES = frozenset("express voice convey share raise".split())

# noun + clause, with somebody it belongs to: "Kirby's claim that …"
NOUN_CUES = frozenset(
    """accusation admission admonition allegation announcement argument assertion assurance claim
    comment complaint conclusion confirmation contention declaration denial insistence
    maxim observation pledge prediction promise recommendation remark report retort revelation
    statement suggestion testimony vow warning""".split()
)
