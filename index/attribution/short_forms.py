"""Short forms of given names: Joe of Joseph."""

# Short forms of given names, and what they are short for. General knowledge, English-speaking; a
# form that is as often a name of its own (Jack) is left out.
_SHORT = {
    short: frozenset(names.split(","))
    for short, _, names in (
        pair.partition("=")
        for pair in """
    abby=abigail al=albert,alan,alfred alex=alexander,alexandra andy=andrew antony=anthony
    barb=barbara
    becky=rebecca ben=benjamin bernie=bernard beth=elizabeth betsy=elizabeth betty=elizabeth
    bill=william billy=william bob=robert bobby=robert cathy=catherine charlie=charles
    chris=christopher,christine,christina chuck=charles cindy=cynthia dan=daniel
    danny=daniel dave=david deb=deborah debbie=deborah dick=richard don=donald doug=douglas
    ed=edward,edwin,edgar eddie=edward fred=frederick,alfred gabe=gabriel gene=eugene
    greg=gregory hank=henry jake=jacob jeff=jeffrey jen=jennifer jenny=jennifer
    jerry=gerald,jerome,jeremiah jim=james jimmy=james joe=joseph joey=joseph johnny=john
    jon=jonathan josh=joshua judy=judith kate=katherine,catherine,kathryn
    kathy=katherine,kathleen,kathryn katie=katherine,catherine,kathryn ken=kenneth
    kenny=kenneth kim=kimberly larry=lawrence leo=leonard,leonardo liz=elizabeth
    lizzie=elizabeth maggie=margaret matt=matthew meg=margaret mickey=michael mike=michael
    mitch=mitchell nate=nathan,nathaniel ned=edward nick=nicholas pam=pamela
    pat=patrick,patricia patty=patricia peggy=margaret pete=peter phil=philip,phillip
    ray=raymond rich=richard rick=richard rob=robert robbie=robert ron=ronald ronnie=ronald
    sam=samuel,samantha sandy=sandra steve=steven,stephen sue=susan susie=susan
    ted=edward,theodore teddy=edward,theodore tim=timothy tom=thomas tommy=thomas
    tony=anthony val=valerie vicky=victoria vince=vincent walt=walter will=william
    zach=zachary
    """.split()
    )
}


def is_short_for(given: str, formal: str) -> bool:
    """Whether a given name is a common short form of another: Joe of Joseph."""
    return formal in _SHORT.get(given, ())
