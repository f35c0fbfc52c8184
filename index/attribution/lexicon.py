"""The words for who speaks, for what is written, and for how somebody speaks."""

DASHES = ("-", "--", "—", "–")

# What somebody gives who says that something is so: "gave evidence that …"
GIVEN = frozenset(("evidence", "testimony"))

# Cues that nothing but a speaker takes as its subject; of all others the subject is looked at first
SPEAKING = frozenset(
    """add answer ask comment declare deny estimate exclaim insist joke quip remark reply retort say
    state tell testify tweet vow write yell shout whisper""".split()
)
# Cues with whoever hears it as their object: "told Kirby that …"
TELLING = frozenset("advise assure brief inform notify remind tell warn".split())
# How somebody is told to be who speaks next: "Rudge is less sure: …"
MOODS = frozenset(
    """adamant angry apologetic blunt categorical cautious certain confident convinced critical
    defiant delighted disappointed dismissive ecstatic elated frank frustrated furious hopeful
    incensed indignant jubilant livid optimistic pessimistic philosophical pleased proud relieved
    scathing sceptical skeptical sure thrilled unconvinced unhappy unimpressed unmoved unrepentant
    upbeat upset""".split()
)
# Nouns for those who speak, besides ROLES: groups, offices, crowds
PEOPLE = frozenset(
    """activist administration advocate agency ally army association attendee authority board body
    bureau cabinet campaign candidate coalition colleague commission committee community
    company congress conservative corporation council country court critic crowd customer
    defendant department diplomat embassy employee eyewitness faction family fan firm force
    foundation friend government group guest guy house industry insider institute institution
    investor jury kremlin lady law_enforcement leadership legislature liberal local
    maker man mediator medium member militant military ministry minority monitor mother
    movement nation neighbor neighbour network newspaper observer office opponent opposition
    organisation organization outlet palace panel parent parliament participant partner party
    passenger patient people person player police policymaker press progressive prosecution
    protester public rebel recipient refugee regime regulator relative relief_worker rival
    sailor scholar senate service sibling side son source staff staffer state store student
    supporter survivor team tenant trump-supporter union university user victim viewer villager
    visitor voter watchdog witness woman young youth""".split()
)
# Nouns for what is written or counted, of which one says that it says something
DOCUMENTS = frozenset(
    """account affidavit analysis article assessment bill blog book brief census column complaint
    data document dossier editorial email essay estimate filing finding forecast guideline
    indictment investigation lawsuit letter memo memorandum message news note notice paper poll
    post press_release projection publication record release report research resolution review
    ruling script sign statement statistics study summary survey testimony text transcript
    tweet verdict website""".split()
)

# Things with words on them, which say them whoever holds them up
INSCRIBED = frozenset(
    """advert advertisement badge banner billboard board button caption card flag graffiti headline
    inscription label leaflet letter message note notice placard plaque poster shirt sign slogan
    sticker t-shirt ticker tweet""".split()
)

# Words that report, standing for the one whose words they are: "Kirby's statement said …"
VESSELS = frozenset(
    """account address announcement answer article blog comment editorial email estimate interview
    letter message note op-ed post press_release release remark reply report response speech
    statement testimony tweet word""".split()
)

# Where and when something is said
OCCASIONS = VESSELS | frozenset(
    """appearance briefing broadcast call ceremony conference conversation debate event hearing
    meeting news podcast press program programme rally session show television""".split()
)

# What is written somewhere, and reads so
WRITTEN = DOCUMENTS | INSCRIBED | VESSELS

# Modal and negative surroundings in which a cue reports nothing said
UNREAL = frozenset("""would could should might may must can will shall wo ca 'd 'll""".split())
# Verbs with which an infinitive is said all the same: "went on to say", "likes to say"
RESUMING = frozenset("begin continue go like love proceed start use".split())
# What others do who hear or see somebody say it: "can be heard saying"
PERCEIVING = frozenset("catch film hear overhear record see show".split())


# Nouns that say what a person is, in an apposition or before a name
ROLES = frozenset(
    """academic accountant acrobat activist actor actress actuary adjudicator administrator admiral
    adviser advisor aide airman alderman alderwoman ambassador anaesthetist analyst anchor
    anesthetist animator antiquarian apprentice arbitrator archbishop archdeacon architect
    archivist artist assemblyman assemblymember assemblywoman assessor astronaut astronomer athlete
    attorney auctioneer auditor author backbencher bailiff baker ballerina bandleader banker
    barista baritone barman barrister bartender bassist batsman beautician beneficiary billionaire
    binman biochemist biographer biologist bishop blacksmith blogger boatbuilder boatman bookmaker
    bookseller boss bosun botanist boxer breeder brewer bricklayer brigadier broadcaster broker
    builder bursar businesswoman bystander cabbie caddie cameraman campaigner captain cardinal
    caregiver carer caretaker cartoonist caseworker cashier caterer cellist ceo ceramicist cfo
    chair chairman chairperson chairwoman chancellor chaplain chargehand chauffeur chef chemist
    chief childminder choirmaster choreographer cio ciso classicist classmate cleaner clergyman
    cleric clerk clown co-author co-chair co-director co-founder co-owner co-presenter co-worker
    coach coastguard coauthor cobbler coder colonel columnist comedian commander commentator
    commissioner committeeman committeewoman commodore commuter compatriot compere composer
    comptroller concertmaster concierge conductor congressman congresswoman conservationist
    constable consul consultant contestant contractor contralto contributor convict coo coordinator
    cop copywriter coroner corporal correspondent cosmonaut councillor councilman councilmember
    councilor councilperson councilwoman counsel counsellor counselor counterpart countertenor
    countess countryman coworker craftsman cricketer critic cto curate curator customer cyclist
    czar dad dancer dean deckhand decorator defender delegate democrat demonstrator dentist deputy
    designer detainee detective developer diplomat director dissident distiller distributor docker
    doctor doorman dramatist dressmaker driver drummer dustman ecologist economist editor
    electrician embalmer emcee engineer entertainer entrepreneur environmentalist envoy
    epidemiologist essayist evangelist examiner executive expat expert exporter facilitator farmer
    father ferryman filmmaker financier firefighter fireman firewoman fisherman fishmonger flatmate
    flautist florist footballer forecaster foreign_minister foreman foreperson forewoman founder
    frontbencher frontman fruiterer fundraiser gamekeeper gaoler gardener general geneticist
    geologist ghostwriter glassblower glazier goalie goalkeeper golfer governor grandfather
    grandmother grandparent greengrocer grocer groundskeeper groundsman grower guerrilla guitarist
    gymnast hacker hairdresser handyman harbourmaster harpist haulier head headman headmaster
    headmistress headteacher herbalist herder historian homemaker homeowner host hotelier housemate
    housewife illustrator imam importer impresario industrialist influencer informant inmate
    innkeeper inspector instructor insurgent intern interpreter inventor investigator investor
    islander jailer janitor jeweller jockey jogger joiner journalist judge juggler jurist juror
    justice kayaker keyboardist king laborer labourer landlady landlord landowner laureate lawmaker
    lawyer leader leaseholder lecturer legislator librarian librettist lieutenant lifeboatman
    lifeguard linesman linguist litigator lobbyist locksmith lodger longshoreman lyricist machinist
    magistrate magnate maintainer major manager marathoner masseur mathematician matron mayor
    mayoress mechanic mediator medic member mep meteorologist midfielder midwife militant
    militiaman milliner millionaire miner minister missionary mla moderator mogul monsignor mother
    motorcyclist motorist mountaineer mp msp mufti mum musician nanny naturalist negotiator
    neighbor neighbour neuroscientist newlywed newsagent newscaster newsreader nobelist notary
    novelist nun nurse obstetrician oceanographer officer official ombudsman ombudswoman operator
    optician optometrist organiser organist organizer orthodontist owner paediatrician painter
    paralegal paramedic parishioner passenger pastor pathologist patrolman pedestrian pensioner
    percussionist pharmacist pharmacologist philanthropist philosopher photographer photojournalist
    physician physicist physio physiotherapist pianist pilot planner plasterer player playwright
    plumber podcaster poet policeman policewoman policymaker politician pollster pope postgraduate
    postman postmaster postmistress postwoman preacher predecessor prefect premier presenter
    president priest prime_minister prince princess principal prisoner producer professor
    programmer promoter proprietor prosecutor psychiatrist psychologist psychotherapist publican
    publicist publisher pundit purser quarterback queen rabbi radiographer rancher ranger rapper
    realtor receptionist rector referee registrar rep reporter representative republican researcher
    resident restaurateur restorer retailer retiree reviewer roofer rower sailor saxophonist
    scaffolder scholar schoolboy schoolgirl schoolmaster schoolteacher scientist screenwriter
    sculptor seaman seamstress secretary secretary-general selectman selectwoman senator sergeant
    shareholder sheriff shipbuilder shopkeeper shopper signalman silversmith singer skateboarder
    skater skier skipper smallholder snowboarder sociologist soldier solicitor sommelier songwriter
    soprano speaker spokesman spokesperson spokeswoman sprinter stallholder stationmaster
    statistician steelworker stevedore stewardess stockbroker stonemason strategist striker student
    stuntman stylist subcontractor substitute successor superintendent supplier supporter surfer
    surgeon surveyor survivor swimmer sysadmin taxpayer teacher teammate technician teenager tenant
    tenor theologian therapist tiktoker townsman trader trainee trainer translator traveller
    trawlerman treasurer triathlete trombonist trooper trucker trumpeter trustee tutor tycoon
    umpire undergraduate undersecretary undertaker underwriter upholsterer vendor ventriloquist vet
    veteran veterinarian vicar vice-captain vice-chair vice-chairman vice-chancellor vice-president
    videographer villager vintner violinist virologist visitor vlogger vocalist volunteer waiter
    waitress warden warder warlord watchmaker watchman webmaster welder whistleblower wholesaler
    wicketkeeper widow widower winemaker winger winner worker wrestler writer youtuber zookeeper
    plaintiff defendant petitioner appellant claimant gen. gov. sen. rep. cllr. dr. prof. lt. col.
    sgt. capt. adm. sir dame lord lady baroness""".split()
)
# What is as often somebody's surname, and a role in small letters alone: "the butcher"
TRADES = frozenset(
    """barber butcher butler cantor carpenter chandler cook courier deacon forester friar
    goldsmith guard hunter marshal mason milkman monk pilgrim porter potter sexton shepherd steward
    tailor tanner usher weaver""".split()
)
# Titles and states that the news shortens
ABBREVIATIONS = dict(
    pair.split("=")
    for pair in """sen=senator sens=senator rep=representative reps=representative gov=governor
    govs=governor pres=president dr=doctor prof=professor lt=lieutenant col=colonel sgt=sergeant
    capt=captain adm=admiral gen=general sec=secretary dem=democrat democratic=democrat
    frontrunner=front-runner gop=republican chairwoman=chairman chairperson=chairman
    chair=chairman congresswoman=congressman spokeswoman=spokesman spokesperson=spokesman
    businesswoman=businessman actress=actor policewoman=policeman
    ala=alabama ariz=arizona ark=arkansas calif=california colo=colorado conn=connecticut
    del=delaware fla=florida ga=georgia ill=illinois ind=indiana kan=kansas ky=kentucky
    la=louisiana md=maryland mass=massachusetts mich=michigan minn=minnesota miss=mississippi
    mo=missouri mont=montana neb=nebraska nev=nevada n.h=hampshire n.j=jersey n.m=mexico n.y=york
    n.c=carolina n.d=dakota okla=oklahoma ore=oregon pa=pennsylvania r.i=rhode s.c=carolina
    s.d=dakota tenn=tennessee tex=texas vt=vermont va=virginia wash=washington wis=wisconsin
    w.va=virginia wyo=wyoming""".split()
)
# Nouns that may stand for one another: the businessman may be called a mogul next
KINDRED = tuple(
    frozenset(words.split())
    for words in (
        "candidate nominee contender hopeful front-runner runner rival challenger",
        "businessman mogul billionaire millionaire developer magnate tycoon executive ceo boss "
        "entrepreneur investor owner founder chief",
        "senator representative congressman lawmaker legislator mp politician governor mayor "
        "republican democrat",
        "actor star comedian celebrity singer musician",
        "journalist anchor reporter columnist correspondent host moderator editor broadcaster "
        "radioman commentator pundit",
        "chief chairman head leader director president ceo",
        "attorney lawyer counsel prosecutor solicitor barrister",
        "professor scholar academic researcher scientist economist historian expert",
        "diplomat ambassador envoy secretary-general secretary minister",
        "spokesman aide adviser advisor strategist manager operative",
        "president leader head premier chancellor prime_minister minister",
        "author writer novelist poet journalist",
        "officer policeman sheriff detective chief",
        "judge justice magistrate",
    )
)
# People who are mostly left without a name, whatever the noun before them says
UNNAMED = frozenset(
    """aide boy child commuter crowd employee female girl heckler insider male man
    member official operative
    passenger patient person protester pupil resident source staffer student supporter teenager
    user viewer voter witness woman worker observer critic caller reader customer friend
    colleague relative neighbor neighbour""".split()
)
# Who is led to whoever has the name, and is no stranger
SPOUSES = frozenset("wife husband widow widower".split())
# Endings of nouns that say what a person does
PROFESSIONS = (
    "ologist",
    "surgeon",
    "writer",
    "ographer",
    "onomist",
    "ician",
    "woman",
    "sman",
    "keeper",
)
# Before a name, no more than politeness
COURTESIES = frozenset(
    """mr mrs ms miss mx dr drs doctors prof sir dame rev hon alhaji alhaja hajia hajiya mallam shri
    smt comrade herr frau monsieur madame mme signor signora señor senor señora senora""".split()
)
# What says nothing of what somebody does
POLITE = COURTESIES | {"lord", "lady"}
HONORIFICS = COURTESIES | frozenset(
    """sen sens rep reps cllr gov govs gen lt col sgt capt adm pc wpc det dci insp supt cpl pte pfc
    maj brig cmdr cdr msgr fr engr""".split()
)
# Offices that one person at a time holds, so that with one a surname tells who is meant
SOLE_OFFICES = frozenset(
    ("president", "vice president", "prime minister", "deputy prime minister", "chancellor",
     "secretary of state", "secretary-general", "secretary general", "first lady", "king", "queen",
     "emperor", "pope")
)  # fmt: skip
# Behind a name, no part of the surname
SUFFIXES = frozenset("jr sr ii iii iv phd md obe mbe cbe dbe kbe qc kc mp mep msp td".split())
# Nor the last word of a person's name
NO_SURNAMES = frozenset(
    """american americans briton britons californian californians conservatives democrat democrats
    european europeans independents latinos liberals officer party republican republicans tory
    tories twitter facebook instagram affairs agriculture commerce defence defense education labor
    security services transportation treasury""".split()
)
# Titles that are as often a word of a body's name: General Motors, Major League, King County
TITLES_OF_BODIES = frozenset(
    """captain customer general justice king major member owner prince princess queen speaker star
    survivor visitor""".split()
)
# Nouns beside a company's name: "the operator, Northline"
FIRMS = frozenset(
    """agency airline brand broadcaster carrier chain company contractor developer distributor
    firm group maker manufacturer member newspaper operator organisation organization outlet
    owner party producer provider publisher retailer school store supplier team union
    university website""".split()
)
# Roles that tell a woman or a man
WOMEN = frozenset(
    """actress alhaja assemblywoman baroness businesswoman chairwoman congresswoman councilwoman
    dame daughter frau grandmother hajia hajiya lady madame miss mme mother mrs ms policewoman
    princess queen senora señora signora sister smt spokeswoman widow wife woman""".split()
)
MEN = frozenset(
    """alhaji assemblyman brother businessman chairman congressman councilman father grandfather
    herr husband king lord mallam man monsieur mr policeman prince senor señor signor sir son
    spokesman widower""".split()
)
SPOKESPEOPLE = frozenset("spokesman spokesperson spokeswoman".split())
# Bodies of a state that go by its name without capitals: "the Russian embassy in Oslo"
STATE_BODIES = frozenset(
    """army assembly cabinet coastguard consulate court embassy force intelligence judiciary
    military ministry mission navy parliament police prosecutor senate""".split()
)

# What a description calls an organisation, and the words of a name it stands for
BODIES = {
    "agency": "agency service bureau administration intelligence authority nasa fbi cia".split(),
    "service": "service agency press".split(),
    "bureau": "bureau".split(),
    "ministry": "ministry".split(),
    "department": "department".split(),
    "company": (
        "inc corp corporation company group ltd plc llc airlines motors foods industries holdings"
        " systems technologies laboratories pharmaceuticals enterprises partners brands"
    ).split(),
    "group": "group union alliance coalition association network front movement".split(),
    "organization": "organization organisation association foundation institute union".split(),
    "organisation": "organization organisation association foundation institute union".split(),
    "university": "university".split(),
    "institute": "institute".split(),
    "party": "party".split(),
    "council": "council".split(),
    "court": "court".split(),
    "committee": "committee".split(),
    "commission": "commission".split(),
    "union": "union federation".split(),
    "bank": "bank".split(),
    "network": "network news television tv channel broadcasting".split(),
    "broadcaster": "news television tv channel broadcasting radio".split(),
    "magazine": "magazine weekly".split(),
    "paper": "times post journal herald guardian news tribune telegraph".split(),
    "tabloid": "daily mirror sun star mail post news".split(),
    "newspaper": "times post journal herald guardian news tribune telegraph".split(),
    "force": "force army navy military".split(),
    "police": "police".split(),
    "military": "military army forces".split(),
    "institution": "university museum institute bank".split(),
    "museum": "museum".split(),
    "hospital": "hospital".split(),
}
# What many bodies and papers are called for short, and none by name: "the Department"
GENERIC = frozenset(
    """act administration agency amendment association board budget bureau commission committee
    company conference council court department excellency framework guidance highness holiness
    honor honour institute lordship majesty ministry motion nation office order organisation
    organization pac panel plan proclamation project question republic section state states
    union university""".split()
)
# Whose lawsuit it is, in front of a name
PARTIES = frozenset("appellant appellee claimant defendant petitioner plaintiff respondent".split())
# What stands behind a company's name and a comma: "Halden Foods, Inc."
COMPANY_FORMS = frozenset("co corp inc llc llp lp ltd plc".split())
# Last words of names that are no person's
BODY_WORDS = frozenset(w for words in BODIES.values() for w in words) | frozenset(
    """academy act airport albion assembly athletic avenue award awards board bridge campaign
    center centre chamber chronicle church city club college congress convention county cup
    district edition embassy examiner fund games gazette hall harbor harbour health highway hotspur
    house initiative inquirer island journalism lab lake law league lives matter matters media
    mountain office olympics online palace park parliament poll prison prize project province
    region republic river road rovers school sea senate sentinel society square state strait street
    studio studios team theater theatre tower treaty trust valley village wanderers war watch
    week""".split()
)
