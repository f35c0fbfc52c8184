"""The words by which the labels of a transcript are told from other lines that end in a colon."""

# What stands before whoever wrote a text, as an expression
BY = (
    r"(?:(?:written|posted|essay|column|report(?:ed)?|story|words|text|review(?:ed)?|interview) )?"
    r"by:?"
)
# A word of a name, as an expression; accents may be letters of their own (NFD)
CAPITALISED = r"[^\W\d_a-zß-ÿ][\w’'\u0300-\u036f\u2010\u2011-]*\.?"
PARTICLES = frozenset(
    """al arap av bin bint binti da das de del della den der di do dos du el ibn la le ter van von y
    zu zur""".split()
)
JOINS = frozenset("and at by for from in of on the to".split())
POLITE = frozenset("mr mrs ms miss mx dr prof rev sir dame hon".split())
DISTANT = frozenset("right honourable honorable madam mister rt the".split())
# Before a word for a member of a house: "my right hon. Friend"
HONOURED = frozenset("gallant hon honorable honourable learned noble".split())
# Who asks, listens or leads, and is nobody in particular: the last word of a label without a name
ASKING = frozenset(
    """audience caller host interviewer journalist member members moderator operator participant
    q question questioner reporter reporters""".split()
)
# Nobody in particular, whatever they do
NOBODY = ASKING | frozenset(
    """aide all anchor announcer answer applicant attendee chat child children clerk crew crowd
    everyone female guest hosts interpreter journalists male man narrator official officials
    panelist participants person press reader remark reply response speaker speakers staff
    staffer student students translator unidentified unknown viewer voice voices voiceover
    woman a""".split()
)
# What no description of a person holds, and sentences do
SENTENCE = frozenset(
    """a about after again all also always am an another any anyone anything are as back be because
    been before being between both but by can could did do does don’t even ever every everyone
    everything far few folks from get give go going got had has have having he he’s her here here’s
    hers him his how however i i’d i’ll i’m i’ve if into is it it’s its just know known let let’s
    like look made make many may me mean might mine more most much must my need never no not now one
    once only or other our ours out over own perhaps question said same say see she should simply
    since so some someone something still such take tell than that that’s their them then there
    there’s these they they’re thing things think this those though thus told too until up us very
    want was we we’re we’ve well were what what’s when where whether which while who whom why will
    with would yes yet you you’ve your yours""".split()
)
# What no name or office in capitals holds, and headings do
HEADING = frozenset(
    """against are as at be by from his her in into is its not on our over sent than that their this
    through to under was were with without your""".split()
)
# What stands in an office's name besides the words of ``lexicon.ROLES``
OFFICE = frozenset(
    """acting admiral alderman alderwoman assistant associate attorney brigadier canon chair
    chancellor co-chair comptroller controller convener convenor corporal councilmember
    councilperson court
    deputy deputy-mayor emperor emir first former gentleman gentlewoman gentleperson interim
    joint junior lady leader lieutenant madam majority minority presiding press prime
    principal private pro ranking rear rector reverend second senior shadow staff state surgeon
    taoiseach tempore treasurer tánaiste under vice whip witness""".split()
)
# Words that head fields, lists and arguments of a document, and are nobody's name
FIELDS = frozenset(
    """applause chuckles crosstalk inaudible laughs laughter music pause silence
    abstract action actions added address admission advice after age agenda aim amount analysis
    annex
    appendix area article attention attn author authors background before benefits bio biography
    bottom brief budget bug bugfix bugs byline call caption category cause caution cc challenge
    challenges changed chapter claim claims class code color colour comment comments conclusion cons
    contact contacts content contents context copyright correction cost costs credit credits data
    date dates deadline dear definition department deprecated description destination detail details
    directions discussion duration edition editor's email embargo end ends enhancement enhancements
    error event evidence example examples exhibit fact facts fax feature fee figure file finding
    findings first fix fixed fixes focus footnote for format from goal goals headline here
    highlights hint hours how idea image impact important improved improvement improvements index
    info information ingredients instructions introduction issue item items job key known language
    lead lesson level limits line link links list location lunch materials meaning media meeting
    memo message method methods mission motion myth name new news next note notes notice number
    objective objectives occupation office open option options order organizer origin outcome
    overview owner
    page pages part phone photo photos picture place plan plot plus point points poll position price
    problem problems process product program programme promise proof pros purpose quantity quote
    quotes rating reality reason reasons recipe recommendation recommendations reference references
    region related release removed report requirements result results review risk risks room route
    rule rules salary sample scene schedule score season second section see series serves servings
    session signed size slide so solution solutions source sources speed stage start status step
    steps
    stock story strategy style subject subtotal suggested summary supplies symptoms table tags
    takeaway target task tel telephone temperature theme then thesis think third tickets time times
    tip tips title to today tomorrow tools topic topics total traceback trend twitter
    type unit update updates
    url use venue verdict version via video view vote warning weather website weight what when where
    which who why width winner winners word yesterday yield""".split()
)
# What somebody is, as the last word of an office's name, and nobody's surname
HELD = frozenset(
    """administrator adviser advisor ambassador chair chairman co-founder commander commissioner
    coordinator counsel director envoy gentleman lady leader manager member minister officer
    president secretary speaker whip""".split()
)
