"""A newspaper and a briefing of an island, in which people take sides."""

PAPER = """The island paper

The harbour master Ann Lind said that the port would shut for repairs in May.

Mayor Ines Falk said that readers love the little garden behind the library.

The paper’s editor, Otto Brandt, noted that the council has so far declined to publish the audit.

Shopkeeper Vera Olm said the mood would change if the old bridge opens before the fair.

The engineer Karl Voss said that the levee was hollow, and said there was no money to move the
chapel at the levee.

Nurse Edda Rahn said it was not surprising that the doctors want to question the pilot.

The ferry is sixty years old, and the pilot has a daughter who is three years old.

The baker Victor Lanz, 58, has closed his shop at the harbour.

Professor Lars Thorn said that nobody had ever measured the glacier.

The cooper Ida Foss said that the mill was sound. Its owner, Jon Wik, disagreed.

Inspector Rolf Eide said that the police are likely to search the boathouse.

The trader Nils Aas criticized the ferry company for its fares.

On Monday the trader Nils Aas conceded that the fares had fallen.

The teacher Olga Brun praised the ferry company for its crews.

Captain Per Dahl on Friday blasted the ferry company over its fares.

The ferry company criticized the baker Hilde Moe for her complaints.

The mayor, Ines Falk, denied that the council had known of the leak since January. The council had
learned of the leak only the evening before, Ines Falk said on Monday.

“Per swam across the bay in October. He never had a weak heart in his life,” the nurse Ada Vik
said.

Driver Knut Moe said he had dropped his threat to sue the ferry company.

In a letter of 2019 the surveyor Arne Ruud warned that the jetty was rotten. He now says it is safe.

The county council first said that the sluice had been overwhelmed. On Sunday afternoon the
council’s chief executive, Helen Strand, told reporters that this had been wrong.

County council chief executive Helen Strand told a packed meeting that she would not resign.
"""
BRIEFING = """Briefing by Harbour Secretary Ruth Berg

Q Was buying the crane a mistake?

MS. BERG: It is not the same as the purchase of the tug, which the council voted on twice and which
nobody has regretted since. Obviously, buying the crane was a costly mistake.

Q Has the lighthouse been painted?

MS. BERG: Yes, last week.

Q Tell us about the old buoy, which was said to be sold.

MS. BERG: No, nobody has sold the buoy.

Q What was new today?

MS. BERG: What struck me first was the fisherman who claims that the dredger has sunk.

Q And will you run?

MS. BERG: I have not decided whether I will run for mayor.

Q Tell us about the quay.

MS. BERG: The owner paid for the quay in March. The town paid nothing at all.

Q On the mooring fees, is there a risk to them?

MS. BERG: Not this year. I can't speak for the years after.

Q Will you still build the breakwater, given what the surveyor said?

MS. BERG: Yes. The surveyor asked for more studies, and that costs us a year.

Q Were flares fired from the patrol boat?

MS. BERG: There were signals. A sailor knows what a signal is. The pilot was not on board.

Q And the tug, will the tug be sold?

MS. BERG: No, certainly not.
"""
