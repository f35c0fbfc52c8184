"""Who said what: the stages of attribution together, over sentences and over whole documents."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import readers
from index.attribution import attribute, gender, on_record
from index.attribution.mentions import Cast
from tests.index.parsed import attributed, parse, roles, said

DOCUMENTS = Path(__file__).parents[1] / "documents"
SEEDS = Path(__file__).parents[2] / "seeds"


def text_of(stem: str) -> str:
    path = (DOCUMENTS if (DOCUMENTS / f"{stem}.txt").exists() else SEEDS) / f"{stem}.txt"
    return readers.read(path, path.read_bytes()).text


APPLAUSE = (
    "“We applaud President Lind’s nomination of Bo Holm as the 30th Secretary of Labor and as the "
    "first woman to serve in the Cabinet. As a champion of workers’ rights, we look to her.”"
)
# What a sentence puts on record: [(speaker, cue, words)]
SENTENCES = {
    "indirect": (
        "Marta Oduya said that nobody had asked her.",
        [("Marta Oduya", "said", "that nobody had asked her")],
    ),
    "direct": (
        '"Nobody has asked me," Marta Oduya said.',
        [("Marta Oduya", "said", '"Nobody has asked me,"')],
    ),
    "two who say it are both on record": (
        "Marta Oduya and Bo Lind said that the yard would close.",
        [
            ("Marta Oduya", "said", "that the yard would close"),
            ("Bo Lind", "said", "that the yard would close"),
        ],
    ),
    "evidence that is given": (
        "Dr Marta Oduya, the doctor on duty, gave evidence that she was never told of it.",
        [("Marta Oduya", "gave evidence", "that she was never told of it")],
    ),
    "what counsel submits": (
        "Counsel for the Trust, Ms Agnes Rao, submitted that the delay had made no difference.",
        [("Agnes Rao", "submitted", "that the delay had made no difference")],
    ),
    "who can be heard or was filmed": (
        "On the tape Marta Oduya can be heard saying: “It can wait.” Bo Lind was filmed telling "
        "staff that they were fired. Karl Voss was never heard to say that it was safe.",
        [
            ("Marta Oduya", "saying", "“It can wait.”"),
            ("Bo Lind", "telling", "that they were fired"),
        ],
    ),
    "a trade, and a surname like it": (
        "“It was late,” said butcher Karl Voss, whose shop is near. Terry Butcher said it was not. "
        "“It is over,” said skipper Bo Lind. The skipper would say no more, but Constable Marta "
        "Oduya said that two were held.",
        [
            ("Karl Voss", "said", "“It was late,”"),
            ("Terry Butcher", "said", "it was not"),
            ("Bo Lind", "said", "“It is over,”"),
            ("Marta Oduya", "said", "that two were held"),
        ],
    ),
    "a guard, behind a clause that names another": (
        "Led in evidence by counsel Karl Voss, the guard, Bo Lind, said he saw it.",
        [("Bo Lind", "said", "he saw it")],
    ),
    "who is quoted by another": (
        "In her speech Marta Oduya quoted Bo Lind: “It is late.”",
        [("Bo Lind", "quoted", "“It is late.”")],
    ),
    "who is known by a handle": (
        "“It smells,” wrote @marta_oduya. Another user, @bo_l1978, posted: “It always did.”",
        [
            ("@marta_oduya", "wrote", "“It smells,”"),
            ("@bo_l1978", "posted", "“It always did.”"),
        ],
    ),
    "whose handle it is": (
        "Bo Lind (@bo_l1978) said that it was late. @bo_l1978 later wrote: “It is over.”",
        [
            ("Bo Lind", "said", "that it was late"),
            ("Bo Lind", "wrote", "“It is over.”"),
        ],
    ),
    "a rank of the police": (
        "Det Con Tom Oduya, of Corvane CID, said that it was over.",
        [("Tom Oduya", "said", "that it was over")],
    ),
    "what is told behind a sentence in marks is not in them": (
        '"It was cold," Marta Oduya said. "It always is." She had not slept, she added.',
        [
            ("Marta Oduya", "said", '"It was cold," … "It always is."'),
            ("Marta Oduya", "added", "She had not slept"),
        ],
    ),
    "no man in capitals": (
        "MAN DENIES ARSON",
        [(None, "DENIES", "ARSON")],
    ),
    "what it was that was said": (
        "What Marta Oduya told the board was simple: “The yard is closed for good.”",
        [("Marta Oduya", "told", "“The yard is closed for good.”")],
    ),
    "two who say it, each with an office": (
        "Prime Minister Olga Stein and Finance Minister Karl Voss said that the euro was safe.",
        [
            ("Karl Voss", "said", "that the euro was safe"),
            ("Olga Stein", "said", "that the euro was safe"),
        ],
    ),
    "a body behind a name before a colon says nothing itself": (
        "Marta Dizon Oduya, Acting Executive Director, Southeast Asia Resource Action Center "
        f"(HAC): {APPLAUSE}",
        [("Marta Dizon Oduya", ":", APPLAUSE)],
    ),
    "what somebody likes to say, or used to": (
        "Marta Oduya likes to say, “The clock never sleeps.” Bo Lind used to argue that it did.",
        [
            ("Marta Oduya", "say", "“The clock never sleeps.”"),
            ("Bo Lind", "argue", "that it did"),
        ],
    ),
    "a colon leads to who says it": (
        "Bo Lind says the yard pays. It does not: Marta Oduya told me that it lost a million.",
        [("Bo Lind", "says", "the yard pays"), ("Marta Oduya", "told", "that it lost a million")],
    ),
    "what another reports behind a quotation is no part of it": (
        "“We were stunned by it,” says Marta Oduya. “A single lamp can close a road that they have "
        "used for years.” Lamps cut movement by more than half, Bo Lind reports.",
        [
            (
                "Marta Oduya",
                "says",
                "“We were stunned by it,” … “A single lamp can close a road that they have used "
                "for years.”",
            ),
            ("Bo Lind", "reports", "Lamps cut movement by more than half"),
        ],
    ),
    "a heading in marks is nobody's": (
        "Marta Oduya told the Echo that the yard was safe.\n\n“Nobody lost a finger”\n\n"
        "In the yard opinions differ.",
        [("Marta Oduya", "told", "that the yard was safe")],
    ),
    "authors and others": (
        "Oduya et al. (2019) report that light slows crickets.",
        [(None, "report", "that light slows crickets")],  # whoever is called so elsewhere
    ),
    "one by name beside others": (
        "Officials and Marta Oduya said that the yard would close.",
        [("Marta Oduya", "said", "that the yard would close")],
    ),
    "those of whom somebody tells say nothing": (
        "Supporters of Lena Holm and Bo Lind said that it was over.",
        [(None, "said", "that it was over")],
    ),
    "those who stand against somebody are not he": (
        "Critics of Mr. Holm said that it was over.",
        [(None, "said", "that it was over")],
    ),
    "those who stand for an office-holder are not he": (
        "Supporters of President Bo Lind said that it was over.",
        [(None, "said", "that it was over")],
    ),
    "who writes of somebody is not he": (
        "A biographer of President Bo Lind wrote that he was shy.",
        [(None, "wrote", "that he was shy")],
    ),
    "an office with an of in it is still one's own": (
        "Supervisor of Elections Bo Lind said that it was over.",
        [("Bo Lind", "said", "that it was over")],
    ),
    "somebody's lawyer is not that somebody": (
        "Marta Oduya sued the city. Her lawyer said that the police had lied.",
        [(None, "said", "that the police had lied")],
    ),
    "who takes the floor goes on": (
        "Marta Oduya met Tom Rudge and Bo Lind. Lind said it was off. Rudge disagreed. “It is on,” "
        "he said.",
        [("Bo Lind", "said", "it was off"), ("Tom Rudge", "said", "“It is on,”")],
    ),
    "who asks in passing is not who goes on": (
        "Asked by Marchetti whether he had seen it, Wierzbicki said he had not. “I was out,” he "
        "said.",
        [
            ("Marchetti", "Asked", "whether he had seen it"),
            ("Wierzbicki", "said", "he had not"),
            ("Wierzbicki", "said", "“I was out,”"),
        ],
    ),
    "who is said to do the same goes on": (
        "Tom Rudge denied it. So did Bo Lind, who left. “I was in Bergen,” he said.",
        [("Tom Rudge", "denied", "it"), ("Bo Lind", "said", "“I was in Bergen,”")],
    ),
    "whom a clause is about begins with whose he is": (
        "As for Mr. Delacroix-Mbeki, he told MPs that the payment was £40,000. Amberfold's "
        "chairman, Lieven Vandenberghe, denies it. He says the sum is “much less”.",
        [
            ("Delacroix-Mbeki", "told", "that the payment was £40,000"),
            ("Lieven Vandenberghe", "denies", "it"),
            ("Lieven Vandenberghe", "says", "the sum is “much less”"),
        ],
    ),
    "she is not whom the relative is somebody's": (
        "My colleague Marta Oduya says hers broke.\n\nMy mother, 79, set it up. “I can read it,” "
        "she said.",
        [("Marta Oduya", "says", "hers broke"), (None, "said", "“I can read it,”")],
    ),
    "a surname of two parts is one's own": (
        "Catarina Mbeki-Soares led it. Marta Oduya, a geologist, said it was small. Mbeki-Soares "
        "argues that it is hard to fake. “It is in bed or not,” she says.",
        [
            ("Marta Oduya", "said", "it was small"),
            ("Catarina Mbeki-Soares", "argues", "that it is hard to fake"),
            ("Catarina Mbeki-Soares", "says", "“It is in bed or not,”"),
        ],
    ),
    "a given name of two parts is no word by itself": (
        "President Moon Sang-woo said the talks would go on. Moon added that he was glad.",
        [
            ("Moon Sang-woo", "said", "the talks would go on"),
            ("Moon Sang-woo", "added", "that he was glad"),
        ],
    ),
    "how somebody is first is not said": (
        "Tom Rudge said that it held. Marta Oduya is less sure: rain, she notes, could have made "
        "it look worse.",
        [
            ("Tom Rudge", "said", "that it held"),
            ("Marta Oduya", "notes", "rain … could have made it look worse"),
        ],
    ),
    "whom he takes up is no body": (
        "Rudge demanded on Tuesday that Marta Oduya resign. “It is late,” he said.",
        [
            ("Rudge", "demanded", "that Marta Oduya resign"),
            ("Rudge", "said", "“It is late,”"),
        ],
    ),
    "a company is nobody's he": (
        "Robin Holt, the minister, spoke on Monday. Boeing said that the plane was safe. He said "
        "that he would never fly in it.",
        [
            ("Boeing", "said", "that the plane was safe"),
            ("Robin Holt", "said", "that he would never fly in it"),
        ],
    ),
    "whom the clause in front names is meant by its pronoun": (
        "Robin Holt and Ann Obi met on Monday. Asked whether Ann Obi had lost her seat, Holt "
        "laughed. “The seat was safe,” she said.",
        [("Ann Obi", "said", "“The seat was safe,”")],
    ),
    "what somebody never refrains from is said": (
        "Holt never refrained from saying that the plan had failed.",
        [("Holt", "saying", "that the plan had failed")],
    ),
    "a diplomat without a name is no minister": (
        "A diplomat said that the quarrel began late. Vice Minister Marta Oduya warned that it was "
        "cold. The ship had left by then, the diplomat said.",
        [
            (None, "said", "that the quarrel began late"),
            ("Marta Oduya", "warned", "that it was cold"),
            (None, "said", "The ship had left by then"),
        ],
    ),
    "what somebody stops short of is not said": (
        "Tom Rudge said the policy had failed. But he stopped short of calling for a vote.",
        [("Tom Rudge", "said", "the policy had failed")],
    ),
    "what somebody does first is not said": (
        "Tom Rudge disagreed: turnout was the highest since May, he said.",
        [("Tom Rudge", "said", "turnout was the highest since May")],
    ),
    "whom somebody quotes is on record too": (
        "Reuters quoted Marta Oduya as saying that the sea was her home.",
        [
            ("Reuters", "quoted", "Marta Oduya as saying that the sea was her home"),
            ("Marta Oduya", "saying", "that the sea was her home"),
        ],
    ),
    "a victim's mother is not the victim": (
        "The mother of victim Bo Lind said that she wanted justice.",
        [(None, "said", "that she wanted justice")],
    ),
    "a dateline is no part of what was said": (
        "SEOUL, June 3 (AP) — The army fired two missiles into the sea, Marta Oduya said.",
        [("Marta Oduya", "said", "The army fired two missiles into the sea")],
    ),
    "a dateline is no part of who said it": (
        "HARBOR CITY – Mayor Denise Alvarado said that the library was open.",
        [("Denise Alvarado", "said", "that the library was open")],
    ),
    "as ministries and tabloids tell it": (
        "Marta Oduya conveyed to him that the yard was shut. Bo Lind whined that it was late.",
        [
            ("Marta Oduya", "conveyed", "that the yard was shut"),
            ("Bo Lind", "whined", "that it was late"),
        ],
    ),
    "a dateline of two places": (
        "SEOUL/HARBOR CITY, June 3 (AP) - The army fired two missiles into the sea, Marta Oduya "
        "said.",
        [("Marta Oduya", "said", "The army fired two missiles into the sea")],
    ),
    "nor is the time at the head of what a live page tells": (
        "10:15 a.m. GMT: The yard will be shut in May, Marta Oduya said.",
        [("Marta Oduya", "said", "The yard will be shut in May")],
    ),
    "capitals between dashes are no dateline": (
        "NATO – the alliance – said that the talks were over.",
        [("NATO", "said", "that the talks were over")],
    ),
    "who was asked did not ask": (
        "Lena Ortiz, asked whether she would debate him, replied: “Any time, any place.”",
        [("Lena Ortiz", "replied", "“Any time, any place.”")],
    ),
    "inverted": (
        "“Nobody has asked me,” said Marta Oduya, who runs the yard.",
        [("Marta Oduya", "said", "“Nobody has asked me,”")],
    ),
    "a quotation in two halves is one statement": (
        "“We opened the door,” Yuri Malenko said. “They looked at the lock.”",
        [("Yuri Malenko", "said", "“We opened the door,” … “They looked at the lock.”")],
    ),
    "mixed": (
        "Marta Oduya said that the offer was “fair and final.”",
        [("Marta Oduya", "said", "that the offer was “fair and final.”")],
    ),
    "the clause before the quotation marks is kept": (
        "Dana Whitlock told the jury that Lanz “treated the fund as his own wallet.”",
        [("Dana Whitlock", "told", "that Lanz “treated the fund as his own wallet.”")],
    ),
    "two reports joined by and": (
        "Holt said the water was rising, and her deputy, Simon Arkwright, added that it was cold.",
        [
            ("Holt", "said", "the water was rising"),
            ("Simon Arkwright", "added", "that it was cold"),
        ],
    ),
    "according to a calling with a name, of which the parse makes two": (
        "The museum saw attendance levels reach 11,000 visitors when it exhibited its collection "
        "in 2010, according to curator Elaine Marsh.",
        [
            (
                "Elaine Marsh",
                "according to",
                "The museum saw attendance levels reach 11,000 visitors when it exhibited its "
                "collection in 2010",
            )
        ],
    ),
    "according to": (
        "According to Marta Oduya, chief executive of Halden Marine, the yard is not for sale.",
        [("Marta Oduya", "According to", "the yard is not for sale")],
    ),
    "the cue inside its clause": (
        "Austin, Kirby said, had misread the report.",
        [("Kirby", "said", "Austin … had misread the report")],
    ),
    "said on a day": (
        "Lloyd Austin said on Wednesday there was evidence.",
        [("Lloyd Austin", "said", "there was evidence")],
    ),
    "told somebody somewhere": (
        "Oduya told reporters outside the gates that no decision had been taken.",
        [("Oduya", "told", "that no decision had been taken")],
    ),
    "said in a statement": (
        "The National River Agency (NRA) said in a statement that the levee had failed.",
        [("National River Agency", "said", "that the levee had failed")],
    ),
    "a participle goes on": (
        "Elena Petrov disagreed with the plan, contending that delay would cost lives.",
        [("Elena Petrov", "contending", "that delay would cost lives")],
    ),
    "a denial with its verdict": (
        "The Kremlin rejected the reports, calling them “fantasies of the idle.”",
        [
            ("Kremlin", "rejected", "the reports"),
            ("Kremlin", "calling", "“fantasies of the idle.”"),
        ],
    ),
    "a figure put on something": (
        "Priya Nandakumar estimated the loss at $2.1 million.",
        [("Priya Nandakumar", "estimated", "the loss at $2.1 million")],
    ),
    "a sentence without a cue after one with a speaker": (
        "Warhol said there were three sites. “We have seen them with our own eyes.”",
        [
            ("Warhol", "said", "there were three sites"),
            ("Warhol", None, "“We have seen them with our own eyes.”"),
        ],
    ),
    "a paragraph that goes on without closing marks": (
        "“We will rebuild the levee,” Lena Fiske said.\n“And we will build it higher.",
        [
            (
                "Lena Fiske",
                "said",
                "“We will rebuild the levee,” … “And we will build it higher.",
            ),
        ],
    ),
    "a government by its capital": (
        "Beijing called for restraint on Tuesday.",
        [("Beijing", "called for", "restraint")],
    ),
    "a government by its demonym": (
        "The North Korean government denied that it had sent troops.",
        [("North Korean government", "denied", "that it had sent troops")],
    ),
    "a ministry without capitals": (
        "The Chinese foreign ministry urged both sides to settle the matter.",
        [("Chinese foreign ministry", "urged", "both sides to settle the matter")],
    ),
    "an unnamed spokesman speaks for his house": (
        '"We will not negotiate under threat," a Kremlin spokesman said.',
        [("Kremlin", "said", '"We will not negotiate under threat,"')],
    ),
    "behind what may be": (
        "The council may have to pay even more for its playground, its clerk Keith Odell warned "
        "on Wednesday.",
        [("Keith Odell", "warned", "The council may have to pay even more for its playground")],
    ),
    "behind what he did not do": (
        "Neil Farrow did not resign and told reporters that the yard was for sale.",
        [("Neil Farrow", "told", "that the yard was for sale")],
    ),
    "nobody nameable": (
        "Officials familiar with the matter said that the strike had failed.",
        [(None, "said", "that the strike had failed")],
    ),
}

# What looks like a report and puts nobody on record
SILENT = {
    "what stands whatever somebody says": "The yard loses a million, whatever Marta Oduya says.",
    "no matter what somebody says": "The yard will close no matter what Marta Oduya says.",
    "what is contrary to what is claimed": "Contrary to what Bo Lind claims, the yard is safe.",
    "what somebody would like to say": "Bo Lind would like to say that the yard is safe.",
    "what is handed in": (
        "In the weeks since Marta Oduya submitted her plan, the board made “many requests” to drop "
        "it."
    ),
    "evidence that there is": "There is evidence that the yard was closed, and nobody gave any.",
    "no evidence that is given": "Marta Oduya gave no evidence that the yard was closed.",
    "hardly any evidence": "Marta Oduya gave little testimony that the yard was closed.",
    "what is thought of it": "What Marta Oduya said on Monday was true.",
    "neither of two": "Neither Neil Farrow nor Marta Oduya said that the yard was for sale.",
    "nobody": "No official said that the yard was for sale.",
    "nothing": "Neil Farrow said nothing about the yard.",
    "about is not by": "Critics of John Kirby gathered outside the building on Monday.",
    "denied speech": "Neil Farrow did not say that the yard was for sale.",
    "denied twice": "Neil Farrow did not say or suggest that the yard was for sale.",
    "never": "Neil Farrow never saw the letter or said that the yard was for sale.",
    "negated around a quoted verb": "Neil Farrow did not “say” that the yard was for sale.",
    "a quoted negation": "Neil Farrow did “not” say that the yard was for sale.",
    "negated behind quoted words": 'Officials would not "on the record" say that it was for sale.',
    "hardly": "Neil Farrow hardly said that the yard was for sale.",
    "nowhere": "Nowhere did Neil Farrow say that the yard was for sale.",
    "at no time": "At no time did Neil Farrow say that the yard was for sale.",
    "had it been said": "Had Neil Farrow said that the yard was for sale, we would have come.",
    "not true that it was said": "It is not true that Neil Farrow said the yard was for sale.",
    "declined": "Neil Farrow declined to say whether the yard was for sale.",
    "supposed": "Neil Farrow may say tomorrow that the yard is for sale.",
    "whether it is said, is asked": "Does Neil Farrow agree that the yard was for sale?",
    "who said it, is asked": "Who said that the yard was for sale?",
    "told, not telling": (
        "Nobody in this city has lost an election. His daughter, I am told, is eleven."
    ),
    "asked, not asking": "Asked whether the yard was for sale, Neil Farrow left the room.",
    "a stance that underscores": "This stance underscores that the risk is growing.",
    "a rate has no source": "The van drove at 60 miles per hour and cost 5 dollars per person.",
    "nobody reported it": "It was reported that the yard was for sale.",
    "a scare quote": "The so-called “peace plan” was published on Monday.",
    "another language": (
        "Marta Oduya sagte am Montag, dass die Werft nicht zum Verkauf stehe und dass niemand "
        "sie gefragt habe."
    ),
}

# The words that name the speaker in the last statement of a text, and who it is
RESOLVED = {
    "who is told of last, behind a semicolon": (
        "Ann Brown thinks that the tenants will go; Joan Meyer disagrees. “People stay where they "
        "have friends,” she says.",
        "Joan Meyer",
    ),
    "who goes on behind a semicolon": (
        "Ann Brown praised Joan Meyer; then she said that it was late.",
        "Ann Brown",
    ),
    "a team is no journal that it wrote in": (
        "The find was published today in the journal Marine Geology Notes.\n\nThe team suggests "
        "that a river carried the sand.",
        None,
    ),
    "a judge whose title tells a man, behind a woman of the court": (
        "Lady Justice Obi dismissed the appeal. She said that the letter was clear. Lord Justice "
        "Varga dissented. “Law is law,” he wrote.",
        "Varga",
    ),
    "a councillor of a county": (
        "The bins were late, County Cllr Tom Dent said. County Cllr Dent warned of more.",
        "Tom Dent",
    ),
    "who holds an office that acts before the pronoun": (
        "Present: Ann Lind (Chair), Jane Holloway (Clerk) and Tom Sable. Mr. Sable said that it "
        "was dear.\n\nThe Chair reported that the barn was let.\n\nThe Clerk presented the "
        "accounts. She advised that the reserve would fall.",
        "Jane Holloway",
    ),
    "a woman by what is told of her, who is not named": (
        "Judith Arlen said the yard was cold. “It was always cold,” she said.\n\nAnother "
        "passenger, who gave her age as 40, does not work there but lives across the road. "
        "She said it was dusty.",
        None,
    ),
    "a woman's first name may be an Italian man's": (
        "Goalkeeper Piotr Zielony saved the last penalty, from Tarrant. “I always go left,” "
        "Zielony said.\n\nNorthbridge coach Andrea Conti refused to blame his captain. “Lewis has "
        "won us more games than I can count. Tonight he missed,” he said.",
        "Andrea Conti",
    ),
    "one of several listed behind their office": (
        "The mayor praised Councilmembers Bolaji Ferreira and Ann Lund.\n\nCouncilmember Ferreira "
        "said that the yard was for sale.",
        "Bolaji Ferreira",
    ),
    "a spokesman behind his body": (
        "A spokesman for the Unity Party, Jean-Baptiste Moreau, accused the mayor of lying.",
        "Jean-Baptiste Moreau",
    ),
    "he, after the one who spoke": (
        "Holt's deputy, Simon Arkwright, said that 600 people were safe. He praised volunteers "
        "who “turned up with blankets.”",
        "Simon Arkwright",
    ),
    "she, in apposition to a description": (
        "Judge Rowan Pryce read out the charge. An accountant hired by the town, Priya "
        "Nandakumar, put the loss at $2 million. It is doubtful that it will come back, she said.",
        "Priya Nandakumar",
    ),
    "it, of whom the sentence tells": (
        "The Harlow Institute said on Monday that the dam was sound. The Lind Group has been told "
        "to leave, but it says that it will stay.",
        "Lind Group",
    ),
    "of those who were present, and with a hyphen": (
        "Present: Karin Boye (chair), Anton Falk, Siri Lund, Per-Anders Utsi.\n\nFalk reported "
        "that the stations were in place. Utsi said that he knew of only two.",
        "Per-Anders Utsi",
    ),
    "by the surname of one in a list": (
        "Present: Karin Boye (chair), Anton Falk, Siri Lund, Per-Anders Utsi.\n\nFalk reported "
        "that the stations were in place.",
        "Anton Falk",
    ),
    "no woman is a spokesman": (
        "Neil Farrow, a spokesman, met Marta Oduya on Monday. Farrow left early. The offer, she "
        "said, was final.",
        "Marta Oduya",
    ),
    "the spokesman": (
        "A spokesman for the company, Neil Farrow, declined to comment. The spokesman denied "
        "reports that the yard was for sale.",
        "Neil Farrow",
    ),
    "the prosecutor": (
        "Prosecutor Dana Whitlock opened the case against Victor Lanz. “One at a time,” said the "
        "prosecutor.",
        "Dana Whitlock",
    ),
    "the president is no vice president": (
        "President Ada Stone met Vice President Carl Munk on Monday. The president said that the "
        "talks had gone well.",
        "Ada Stone",
    ),
    "the agency": (
        "The National River Agency (NRA) closed the sluice. The agency estimated that the river "
        "would crest on Friday.",
        "National River Agency",
    ),
    "an acronym without brackets": (
        "The United Nations opened two camps. The UN said that food was short.",
        "United Nations",
    ),
    "the administration that was named, not a government": (
        "The Kremlin sent a note. The Norwegian Coastal Administration read it. The "
        "administration cautioned that it could not confirm the signals.",
        "Norwegian Coastal Administration",
    ),
    "two of one surname: the full name decides": (
        "Daniel Reyes said the levee was hollow. Hector Reyes disputed that it was hollow.",
        "Hector Reyes",
    ),
    "two of one surname: the one named last": (
        "Daniel Reyes wrote to the town. Hector Reyes kept the sluice. Reyes said it was sound.",
        "Hector Reyes",
    ),
    "a surname that was a full name before": (
        "Norwegian Foreign Minister Ingrid Solheim flew home. Solheim said that she was tired.",
        "Ingrid Solheim",
    ),
    "a company beside its description": (
        "Whether the line can be reopened is unclear, according to the operator, Northline.",
        "Northline",
    ),
    "nobody before her": ("“No,” she said.", None),
}

# Names and roles are told apart whatever the parser takes them for
ROLES = {
    "Secretary of Defense Lloyd Austin said that it was over.": (
        "Lloyd Austin",
        "Secretary of Defense",
    ),
    "Foreign Minister Jane Doe said that it was over.": ("Jane Doe", "Foreign Minister"),
    "Managing director Jane Doe said that it was over.": ("Jane Doe", "Managing director"),
    "Her co-author Jane Doe said that it was over.": ("Jane Doe", "co-author"),
    "The vice-chair, Jane Doe, said that it was over.": ("Jane Doe", "vice-chair"),
    "Jane Doe, the first woman to hold the post, said that it was over.": ("Jane Doe", None),
    "The city's own auditor, Jane Doe, said that it was over.": ("Jane Doe", "auditor"),
    "Danish Prime Minister Karen Lindqvist said that it was over.": (
        "Karen Lindqvist",
        "Danish Prime Minister",
    ),
    "Secretary-General of NATO Jens Stoltenberg warned against escalation.": (
        "Jens Stoltenberg",
        "Secretary-General of NATO",
    ),
    "Mayor Agnes Holt said that the bridge was closed.": ("Agnes Holt", "Mayor"),
    "Yusuf Kaya, our chief financial officer, said that it was closed.": (
        "Yusuf Kaya",
        "chief financial officer",
    ),
    "Dr. Amara Nwosu said that it would stand.": ("Amara Nwosu", None),
    "Its general secretary, Tomas Breck, said that they would stay out.": (
        "Tomas Breck",
        "general secretary",
    ),
    "The company's vice president for research, Paul Demarest, said it was wrong.": (
        "Paul Demarest",
        "vice president for research",
    ),
    "Marek Lund, an analyst at the Corvane-based consultancy AgriView, said it was cheap.": (
        "Marek Lund",
        "analyst at the Corvane-based consultancy AgriView",
    ),
    "Daniel Reyes, a hydrologist at the University of Corvane, said it was foreseeable.": (
        "Daniel Reyes",
        "hydrologist at the University of Corvane",
    ),
    "“It was dark,” recalled Mr. Pell, a night watchman.": ("Pell", "night watchman"),
    "General Motors said that it would cut jobs.": ("General Motors", None),
    "The Dockworkers and Shipwrights Union (DSU) said that it would go on.": (
        "Dockworkers and Shipwrights Union",
        None,
    ),
}

# Everybody on record in a whole document, with how many statements
ON_RECORD = {
    "north-korean-troops-in-russia": {
        "Washington": 1,
        "John Kirby": 2,
        "Lloyd Austin": 2,
        "North Korean government": 2,
        "Kremlin": 2,
        "Vladimir Zelensky": 1,
        "South Korea’s National Intelligence Service": 1,
    },
    "shipyard-strike-at-brannock": {
        "Marta Oduya": 4,
        "Dockworkers and Shipwrights Union": 1,
        "Tomas Breck": 3,
        "Neil Farrow": 2,
        "Ines Calloway": 1,
        "Pavel Roth": 1,
    },
    "flood-on-the-lower-tessen": {
        "Agnes Holt": 3,
        "National River Agency": 3,
        "Daniel Reyes": 2,
        "Hector Reyes": 2,
        "Simon Arkwright": 2,
        "Northline": 1,
        "Lena Fiske": 2,
    },
    "trial-of-a-town-treasurer": {
        "Dana Whitlock": 3,
        "Samuel Okafor": 3,
        "Judith Arlen": 3,
        "Rowan Pryce": 1,
        "Priya Nandakumar": 2,
    },
    "quarrel-over-the-northern-strait": {
        "Oslo": 1,
        "Ingrid Solheim": 1,
        "Kremlin": 2,
        "Norwegian Coastal Administration": 2,
        "Aksel Brandt": 1,
        "Beijing": 1,
        "Chinese foreign ministry": 1,
        "Denmark’s government": 1,
        "Karen Lindqvist": 1,
        "Russian embassy in Oslo": 1,
        "Yuri Malenko": 3,
    },
    "mine-in-the-corrin-valley": {
        "Canberra": 1,
        "Tessa Wardlow": 2,
        "Graham Pell": 3,
        "Lucia Ferrante": 2,
        "Marcus Pell": 2,
        "Auntie Joan Barlow": 2,
        "Corrin Land Council": 1,
        "Neville Crane": 2,
        None: 4,
    },
    "vaccine-doubts-at-the-varela-institute": {
        "Amara Nwosu": 2,
        "Jeremy Aldous": 1,
        "World Health Organization": 1,
        "Elena Petrov": 3,
        "Kenya’s Ministry of Health": 1,
        "Corvita": 1,
        "Paul Demarest": 1,
        None: 3,
    },
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_puts_its_speaker_on_record(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_nobody_is_reported_to_say_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(("text", "speaker"), RESOLVED.values(), ids=RESOLVED)
def test_pronouns_descriptions_and_short_names_lead_to_the_speaker(text, speaker):
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize(("text", "expected"), ROLES.items(), ids=[n for n, _ in ROLES.values()])
def test_a_name_is_whole_and_its_role_stands_apart(text, expected):
    assert roles(text) == dict([expected])


@pytest.mark.parametrize("stem", ON_RECORD)
def test_everybody_on_record_in_a_document_and_nobody_else(stem):
    counted: dict[str | None, int] = {}
    for speaker, _, _ in said(text_of(stem)):
        counted[speaker] = counted.get(speaker, 0) + 1
    assert counted == ON_RECORD[stem]


@pytest.mark.parametrize(
    "text", ["The lantern is believed to bring good luck.", "No injuries were reported on Monday."]
)
def test_what_nobody_holds_or_says_is_no_statement(text):
    assert attribute(parse(text)).statements == ()


def test_a_person_a_body_and_a_government_are_told_apart():
    kinds = {p.name: p.kind for p in attributed(text_of("flood-on-the-lower-tessen")).profiles}
    assert kinds["Agnes Holt"] == "person"
    assert kinds["National River Agency"] == "organisation"
    kinds = {p.name: p.kind for p in attributed(text_of("north-korean-troops-in-russia")).profiles}
    assert kinds["North Korean government"] == "government"


def test_whom_somebody_works_for_is_no_person():
    text = (
        "Witnesses: Crispin Delacroix-Mbeki, managing director, Amberfold Homes; Dr Ada "
        "Okonjo, chief executive, Water Authority.\n\nAmberfold Homes said that it was sorry."
    )
    assert [(p.name, p.kind) for p in attributed(text).profiles] == [
        ("Amberfold Homes", "organisation")
    ]


def test_the_kind_of_a_statement_is_how_its_words_stand_in_the_text():
    text = (
        "“It is hollow,” Ann Lee said. Ann Lee said that it was hollow. Ann Lee said that it was "
        "“hollow as a drum.”"
    )
    assert [s.kind for s in attributed(text).statements] == ["direct", "indirect", "mixed"]


WORDS = [
    "“", "”", '"', "said", "according to", "John Kirby", "she", "that", "the agency", "denied",
    ",", ".", "\n", "\n\n", "SAID HE", "\u200b", "\u202e", "שלום", "😀", "…", "3,000", "(NIS)",
    "The Kremlin", "it", "who", "’s", "\r\n", "\u00a0", "Mr.", "of", "troops", "\u2028", "--",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_offsets_hold_over_nasty_text(text):
    text = f"The agency said that it was all of the water and he had been there. {text}"
    parsed = parse(text)
    ranges = [*parsed.sentences, *((e.start, e.end) for e in parsed.entities)]
    found = attributed(text)
    for statement in found.statements:
        ranges += [*statement.spans, statement.sentence]
        ranges += [r for r in (statement.cue, statement.source) if r]
        assert statement.spans == tuple(sorted(statement.spans))
        assert all(re.search(r"\w", text[a:b]) for a, b in statement.spans)
        assert statement.source is None or text[slice(*statement.source)] == statement.source_text
        assert statement.speaker is None or statement.speaker < len(found.profiles)
        assert 0 <= statement.confidence <= 1
    assert all(0 <= start < end <= len(text) for start, end in ranges)


def test_a_case_is_no_person():
    text = "# Board v Thorvaldsen\n\nMr Thorvaldsen said that he had not seen the notice."
    assert [speaker for speaker, _, _ in said(text)] == ["Thorvaldsen"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    {
        "The secretary met Finance Minister Tom Obi. The secretary said that it was late.": None,
        "The mayor fired Commissioner Tom Obi. The mayor said that it was right.": None,
        "The mayor fired Commissioner Tom Obi. The commissioner said it was wrong.": "Tom Obi",
        "The mayor, Ann Lind, met Tom Obi. The mayor said that it was right.": "Ann Lind",
    }.items(),
)
def test_who_meets_somebody_is_not_the_one_he_meets(text, speaker):
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize("who", ["hon. Lady", "right hon. Gentleman", "noble Lord"])
def test_how_members_of_a_house_speak_of_each_other_is_no_name(who):
    text = f"Ann Lind met Tom Obi. The {who} has confirmed that the yard is shut."
    assert [speaker for speaker, *_ in said(text)] == [None]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("The hon. Member for Harlow, Tom Rey,", "Tom Rey"),
        ("The noble Lord, Lord Rey,", "Rey"),
        ("My noble friend Lord Rey", "Rey"),
        ("My hon. Friend the Member for Harlow", None),
    ],
)
def test_whom_another_member_names_is_who_is_named(who, speaker):
    assert [name for name, *_ in said(f"{who} said that the bill was bad.")] == [speaker]


def test_each_of_several_signed_quotations_is_whose_name_stands_below():
    text = (
        "What others are saying\n\n“This is the most important day in thirty years. We have "
        "waited, and we have buried friends while we waited.”\n\n— Solveig Adeyemi-Thorne, "
        "President, Esterland Diabetes Union\n\n“Our members stand ready. We do, however, "
        "ask the Minister to say who pays for the fourteen-day stock.”\n\n— Bartholomew Lund, "
        "Chief Executive, Pharmacists' Chamber of Esterland and its Islands\n\nThe Ministry "
        "said that it was late."
    )
    told = [(who, words.split()[0]) for who, _, words in said(text)][:2]
    assert told == [("Solveig Adeyemi-Thorne", "“This"), ("Bartholomew Lund", "“Our")]


def test_who_signs_a_quotation_with_a_first_name_may_tell_a_place_or_an_age_behind_it():
    text = (
        "What our guests say\n\n“I came for beans.” – Dave, 54\n\n“Nobody asked.” – Mandy, Harlow"
    )
    assert said(text) == [("Dave", None, "“I came for beans.”"), ("Mandy", None, "“Nobody asked.”")]


def test_a_sentence_behind_a_dash_signs_no_quotation():
    words = "“The ferry is safe and will sail in May.”"
    signed = "- Ann Lind, the mayor, who voted for it"
    assert [speaker for speaker, *_ in said(f"{words}\n\n{signed}")] == ["Ann Lind"]
    told = "- Ann Lind, Tom Obi and Ruth Rey voted for it."
    assert said(f"{words}\n\n{told}\n\n- Karl Moe voted against it.") == []


@pytest.mark.parametrize("when", ["In 2014", "On June 14"])
def test_who_is_named_behind_a_date_does_not_live_there(when):
    text = f"{when} Diane Lane left the bank. She said that the port would close."
    assert [speaker for speaker, *_ in said(text)] == ["Diane Lane"]


def test_a_no_in_quotation_marks_is_said():
    text = "Tom Obi denied that it was late.\n\n“Never, never,” he said. “It is early in the day.”"
    assert [speaker for speaker, *_ in said(text)] == ["Tom Obi", "Tom Obi"]


def test_what_somebody_thinks_is_said_where_a_quotation_behind_a_colon_tells_it():
    text = "Marta Oduya thinks that it will be small: “A million at most. No more.” She left."
    assert [who for who, _, words in said(text) if "A million" in words] == ["Marta Oduya"]


def test_who_is_dismissed_is_nothing_that_is_said():
    assert said("Marta Oduya ran the yard until May, when Halden Foods Corp. dismissed her.") == []


def test_a_quotation_that_words_lead_to_is_part_of_them():
    told = said("Marta Oduya dismissed the suit as a quarrel “in a safety vest.”")
    assert told == [("Marta Oduya", "dismissed", "the suit as a quarrel “in a safety vest.”")]


def test_a_will_in_quotation_marks_is_not_the_cues():
    text = "“Has anyone compiled the list? I will if it doesn’t exist,” Ann Lind tweeted."
    assert [speaker for speaker, *_ in said(text)] == ["Ann Lind"]


def test_two_according_to_whom_one_sentence_tells_are_both_on_record():
    text = (
        "What I object to is the word dream. A dream costs nothing. According to Nakagawa, every "
        "month of delay costs 3.1 million, and according to Osgood it costs “about half that”."
    )
    assert [who for who, *_ in said(text)] == ["Nakagawa", "Osgood"]


def test_what_another_says_behind_what_is_according_to_one_is_not_the_ones():
    text = "According to Ann Lind it is safe, and Tom Obi said it was not."
    assert [(who, words) for who, _, words in said(text)] == [
        ("Ann Lind", "it is safe"),
        ("Tom Obi", "it was not"),
    ]


def test_what_another_is_told_to_say_in_a_report_is_according_to_it():
    text = "According to a report the ferry was late, and Tom Obi said it was old."
    assert said(text)[0][2] == "the ferry was late, and Tom Obi said it was old"


@pytest.mark.parametrize(
    ("man", "woman"),
    [("Declan Hart", "Sorcha Hart"), ("Kwaku Boa", "Akosua Boa"), ("Rohit Nand", "Deepika Nand")],
)
def test_first_names_of_many_peoples_tell_he_from_she(man, woman):
    text = f"{woman} met {man} on Monday. He was late, she said. It was dark, he said."
    assert [speaker for speaker, *_ in said(text)] == [woman, man]


def test_who_is_called_after_a_child_is_a_parent_and_a_place_is_not():
    assert gender.of_name(["Abu", "Bakr"]) is False
    assert gender.of_name(["Abu", "Dhabi"]) is None


def test_nearness_alone_makes_nobody_the_chairman():
    text = (
        "The committee heard Sir Josiah Lund, who stated the cost. The chairman said it was high."
    )
    assert ("Josiah Lund", "said", "it was high") not in said(text)
    assert "it was high" in [words for _, _, words in said(text)]


def test_witnesses_and_members_of_old_depose_inquire_and_rejoin():
    text = (
        "Patrick Kearney, foreman, deposed that he had told the engineer. Ann Lind inquired whether"
        " he had seen it. “I did not,” rejoined Kearney."
    )
    found = on_record(attributed(text))
    assert [found.profiles[s.speaker].name for s in found.statements if s.speaker is not None] == [
        "Patrick Kearney",
        "Ann Lind",
        "Patrick Kearney",
    ]


def test_to_whom_it_is_told_does_not_say_it():
    text = (
        "“I put it in a report,” Raymond Voss, who left Corvane last year, told MedTech Ledger. "
        "“You can lose a conversation.”"
    )
    assert [who for who, *_ in said(text)] == ["Raymond Voss"]


def test_where_shares_are_listed_says_nothing():
    text = (
        "HALVERTON, Lanmark, May 9, 2023 -- Orbita Systems, Inc. (NASDAQ: ORBS) today announced "
        "that it is closing its plant."
    )
    assert [(who, words) for who, _, words in said(text)] == [
        ("Orbita Systems", "that it is closing its plant")
    ]


def test_an_officer_is_an_office_and_nobodys_name():
    text = (
        "“We are proud,” said Diane Harrow, President and Chief Executive Officer of Orbita. “It "
        "works,” said Dr. Owen Lind, Chief Medical Officer."
    )
    assert [who for who, *_ in said(text)] == ["Diane Harrow", "Owen Lind"]


def test_a_product_that_is_recalled_is_not_said():
    text = "Orbita Systems recalled 38,000 heaters in May. She recalled that the fire was small."
    assert [words for *_, words in said(text)] == ["that the fire was small"]


def test_people_who_are_dismissed_are_not_said_and_claims_are():
    text = (
        "The club dismissed its coach, Karl Voss. Ms. Obi dismissed 180 of her 240 men. The mayor, "
        "Ann Lind, dismissed the claims of the union."
    )
    assert [words for *_, words in said(text)] == ["the claims of the union"]


def test_a_clause_that_goes_on_around_its_cue_has_no_other_before_it():
    text = (
        "Deputy Karl Voss called the plan a luxury: in Harlow, he said, only 4 per cent would use "
        "it. Minister Ann Lind denied any wrong: the bill, she said, had been paid by her deputy."
    )
    heard = [(who, words) for who, _, words in said(text)]
    assert ("Karl Voss", "in Harlow … only 4 per cent would use it") in heard
    assert ("Ann Lind", "the bill … had been paid by her deputy") in heard


def test_what_another_does_behind_a_semicolon_is_not_said():
    text = (
        "Spokesman Karl Voss put it down to a gauge. The pipe had been bored into by thieves, he "
        "said; the engineer Ann Lind, however, showed the court a piece of it."
    )
    assert [w for *_, w in said(text)] == ["The pipe had been bored into by thieves"]


def test_who_is_whoever_is_somewhere_and_not_the_place():
    text = "Max von Holst in Munich, who said that the germ did not suffice, swallowed one."
    assert [who for who, *_ in said(text)] == ["Max von Holst"]


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("The warden at Harlow, Karl Voss,", "Karl Voss"),
        ("A spokesman for Halden Ferries, Tom Obi,", "Tom Obi"),
        ("A trader from Lagos, the camel dealer Rosa Brandt,", "Rosa Brandt"),
        ("The Frenchman Paul Lind", "Paul Lind"),
    ],
)
def test_a_name_behind_a_place_or_a_people_is_who_speaks(source, who):
    assert [name for name, *_ in said(f"{source} said that it was over.")] == [who]


def test_what_a_list_of_topics_is_about_says_nothing():
    text = (
        "President Xi Jinping came to Oland.\n\nOn President Xi Jinping: “We have a very good "
        "relationship.”\n\nOn fraud in Oland: “Oland has lost a great deal of money.”"
    )
    assert said(text) == []


def test_nobody_is_called_as_what_a_transcript_tells_of_the_room():
    text = "MR. VOSS: (Laughs.) I tell you what. She said, “I know you.”\n\nMS. OBI: In Harlow.\n\n"
    text += "MR. VOSS: Oh, in Harlow.\n\nMS. OBI: Every year."
    assert "Laughs" not in [name for name, *_ in said(text)]


def test_a_country_that_nothing_else_names_goes_by_its_name_and_not_by_its_capital():
    text = "They met in Ottawa, Canada. The United States and Canada affirmed that they will sail."
    assert {profile.name for profile in attributed(text).profiles} == {
        "United States",
        "Canada",
    }


def test_an_office_beside_another_speaks_with_it():
    text = (
        "President Ingrid Solheim and Vice President Karl Obi met. The President and Vice "
        "President called for a new port. Senator Ann Lind and the President praised it."
    )
    found = attributed(text)
    told = [(found.profiles[s.speaker].name, s.cue) for s in found.statements]
    assert {"Ingrid Solheim", "Karl Obi", "Ann Lind"} == {name for name, _ in told}
    assert [name for name, _ in told].count("Ingrid Solheim") == 2


def test_a_firm_that_the_parse_takes_for_a_noun_goes_by_its_name():
    text = (
        "Corvane Marine Technologies, Inc. builds boats. The judge held that Corvane knew of it. "
        "Corvane next contends that no law asks for more."
    )
    assert said(text)[-1] == (
        "Corvane Marine Technologies",
        "contends",
        "that no law asks for more",
    )


def test_who_heads_a_firm_is_nobody_who_was_named_before():
    text = (
        "Ingrid Solheim studied 3,400 pumps. “It was a cliff,” says Solheim.\n\nOrbita, the firm "
        "that makes it, stopped in May. At the time, its chief executive said that few failed."
    )
    assert ("Ingrid Solheim", "said", "that few failed") not in said(text)


def test_what_a_firm_makes_is_not_the_firm():
    text = (
        "The inspection covered the yard in Harlow, where the Lumera P4 infusion pump is designed "
        "and assembled.\n\nThe firm disputes Observation 1 and accepts the others."
    )
    assert "Lumera P4" not in [who for who, *_ in said(text)]


def test_a_tables_bar_is_no_part_of_a_name():
    text = "Units\n\nLumera P3 | 2016 | 14,000\n\nLumera P4 | 2019 | 38,000\n\nThe pump is slow."
    named = [name for figure in Cast(parse(text)).figures("organisation") for name in figure.names]
    assert not any("|" in name for name in named)


def test_an_office_in_front_of_the_next_name_is_the_next_ones():
    text = (
        "Raymond Voss spoke. According to Voss, the vice president for quality, Elaine Harrow, "
        "told him to close the ticket."
    )
    assert roles(text) == {"Raymond Voss": None, "Elaine Harrow": "vice president for quality"}


def test_who_was_meant_by_an_office_in_the_sentence_before_is_she():
    text = (
        "Ann Dunmore, the chair, opened the meeting.\n\nMrs Ashworth asked why the club could not "
        "sue. The chair answered that it had no money. “We have a tea urn,” she said."
    )
    assert [who for who, *_ in said(text)] == ["Ashworth", "Ann Dunmore", "Ann Dunmore"]


def test_who_wrote_it_together_with_others_is_who_is_named():
    text = (
        "“It took eleven weeks,” says co-author Lin Zhao. “It was slow,” said co-founder Ann Lind."
    )
    assert [who for who, *_ in said(text)] == ["Lin Zhao", "Ann Lind"]


def test_somebodys_name_ends_in_front_of_where_he_works():
    text = (
        "The authors, led by Emil Sandoval of Corrie University, tested 212 valves. Sandoval says "
        "that half of them stuck."
    )
    assert [who for who, *_ in said(text)] == ["Emil Sandoval"]


def test_which_is_nothing_that_a_paper_says():
    text = "The deal, which was first announced by the Ledger, fell through. Ann Lind said so."
    assert [who for who, *_ in said(text)] == ["Ann Lind"]


def test_to_what_somebody_attributes_a_thing_is_said():
    text = "Sunil Mehta, a technician, attributed the drift to drying of the gel."
    assert said(text) == [("Sunil Mehta", "attributed", "the drift to drying of the gel")]


def test_a_dash_ends_a_name_in_a_list_of_who_is_there():
    text = "Participants\n\nNgozi Ade - Finance Director\n\nNgozi Ade said that sales fell."
    named = [name for figure in Cast(parse(text)).figures("person") for name in figure.names]
    assert named == ["Ngozi Ade"]


def test_a_suffix_behind_a_comma_is_its_bearer():
    text = "Today, President Joseph R. Moe, Jr. declared that a disaster exists in the south."
    assert said(text) == [("Joseph R. Moe", "declared", "that a disaster exists in the south")]


def test_whose_own_verb_has_somebody_is_nobody_of_the_paragraph_before():
    text = (
        "I remember the figure because Teresa Quill said, “Twelve, like the apostles.”\n\nAt half "
        "past midnight Dr Farouk shouted for help. He said that the bag was nearly empty."
    )
    assert ("Teresa Quill", "shouted for", "help") not in said(text)
    assert [who for who, *_ in said(text)][::2] == ["Teresa Quill", "Farouk"]
