"""Minutes, talk and news of meetings in which something was decided."""

MINUTES = """# Minutes of Ashmere Town Council, 6 May 2024

Present: Cllr H. Wynn (Chair), Cllr T. Abara, Cllr J. Poole; the Clerk.

## 1. Library roof

The surveyor's report was received. Cllr Abara proposed that slates be used; Cllr Poole seconded.

It was agreed to ask three firms for a price.

## 2. Skate park

Cllr Poole spoke against the site behind the station. The motion was lost by two votes to one.

## 3. Market day

Members could not agree on a day. The matter was deferred to the June meeting.

## 4. Staff

Cllr Wynn reported that the caretaker had been ill.
"""
TALK = """Choir committee – transcript of the meeting, 3 June 2024

MARA VOIGT: First, the coach. The old firm has put its price up.

LEO PARDOE: I'd suggest the train, it costs half as much as a coach.

MARA VOIGT: With thirty people and a harp?

LEO PARDOE: Fair enough.

MARA VOIGT: Right, so we're going with the old firm. Leo, can you ring them?

LEO PARDOE: Will do. I'll also book the chapel.

MARA VOIGT: Next, the posters.

LEO PARDOE: What about Ida's drawing?

MARA VOIGT: I want to see the others as well. Let's leave it until next week.
"""
NEWS = """Harbour board drops plan for a second pier

NORDHAVN, 9 July 2024 - The harbour board voted 7 to 4 to drop the plan for a second pier.

Deputy Rune Aker, who proposed the pier, called it a missed chance. The board also turned down a
motion by Aker to hold a survey of the seabed.
"""
BOARD = """# Larkby School Board

## Minutes of the regular meeting of March 12, 2024

Members present: Ada Quill (President), Ben Ostrow, Cora Lunt, Dev Prasad.

### 1. Action items

#### 1.1 Elm Street School

Mr. Ostrow moved to close Elm Street School in 2025. Ms. Lunt seconded. Mr. Prasad moved to postpone
the vote to April. Ms. Quill seconded. The motion to postpone carried 3-1, Mr. Ostrow voting no.

#### 1.2 Bus contract

Ms. Lunt moved, seconded by Mr. Prasad, to award the bus contract to Tolley. Motion carried 4-0.

#### 1.3 Later start

The Board discussed a later start of lessons. No action was taken.

#### 1.4 Gymnasium

Ms. Lunt moved to paint the gymnasium green. There was no second.

### 2. Tasks

- Ben Ostrow: write to parents about the clock
- Cora Lunt: ask for prices of paint
- Dev Prasad: ring Tolley by Friday
"""
APRIL = """# Larkby School Board

## Minutes of the regular meeting of April 9, 2024

Members present: Ada Quill (President), Ben Ostrow, Cora Lunt.

The minutes of March 12 were approved.

### 1. Action items

#### 1.1 Elm Street School

Ms. Lunt moved to close Elm Street School in 2026. Mr. Ostrow seconded. The motion failed 1-2.
"""
CLUB = """Annual meeting of the Wold Garden Society

Held in the chapel on 17 February 2024

Thirty members were present, with Mrs Ida Marsh in the chair, and several sent apologies.

The treasurer presented the accounts, which were accepted.

Mr Kemp spoke about the toads near the pond and asked everybody not to use slug pellets.

The secretary raised the matter of the hoses, which some leave running. Nothing further was decided.

Mr Kemp proposed a lock for the gate. After some talk of its price the proposal was withdrawn.
"""
TOWN = """Brackford council backs a tram line

BRACKFORD, 14 November 2024 - The city council of Brackford voted 31 to 22 to build a tram line.

It turned down a petition for a ban on fireworks. Councillors put off a decision on the baths.

In neighbouring Dorn, the town council decided to close its open-air pool for good.
"""
PLANNING = """Folk festival committee – transcript of the meeting, 8 May 2024

GWEN ASHER: First, the stage. There are two offers.

RAFE DONN: I've got both here. One has sides to it.

GWEN ASHER: Is everybody happy with the one with sides?

RAFE DONN: Yes.

GWEN ASHER: OK, the one with sides it is. Now, the fee for a pitch. It has been ninety pounds.

SUNE KAPP: A hundred and ten for hot food, then?

GWEN ASHER: All those in favour of a hundred and ten for hot food. One, two, three. Carried.

RAFE DONN: I have a question about the lanterns. Are there enough of them?

SUNE KAPP: I've counted forty.

RAFE DONN: I've got a thing about the harp tent, too.

GWEN ASHER: Good. We're going with the blue tent.
"""
PLANS = """Checkout squad – planning, 11 October 2024

RUTH ODELL: Three things: the provider, the sprint goal, and the demo.

LARS BRAND: Can we start with the provider? Finpay is cheaper.

MEI TAN: I like Stell.

RUTH ODELL: Good, then we'll go with Stell, and Lars, you'll talk to them about the invoice.

RUTH ODELL: Next, the sprint goal.

MEI TAN: I start nothing without a design. We had all that trouble with the vouchers in June.

RUTH ODELL: Let's do the address check, then, and talk about guests if there is a design.

RUTH ODELL: Who has heard of the monorepo?

LARS BRAND: Not me.

RUTH ODELL: Let's have a separate meeting about it.
"""
TRUSTEES = """# Minutes of the Trustees of Hallam Library

5 November 2024

Present: Prof. E. Lind (Chair), Mr T. Mahm, Ms N. Ash (Librarian).

## 1. Minutes

The minutes of 3 September were agreed. The Librarian reported that the skylight had been patched.

## 2. Hours

Ms Ash suggested closing at one. The trustees decided to keep the present hours.

## 3. Maps

The Librarian described an offer to scan the maps.
"""
PARISH = """Parish council votes down speed bumps

STOKE, 3 October 2024 - The parish council of Stoke Alder voted on Tuesday against speed bumps.

The council did agree to buy a speed camera.

The county council decided last year to cut its grant for traffic schemes.
"""
ROWERS = """# Quay Rowing Club: committee meeting, 11 June 2024

Present: Greta Holst (president), Amir Sale, Lotte Brink.

**Door.** Amir reported that the lock sticks. Lotte offered to replace it. Agreed.
"""
SENATE = """Senate rejects phone ban

CARVER, 6 March 2025 - The state Senate on Thursday rejected a bill to ban phones in schools.

The Senate postponed a vote on the water bill.

The House has not taken up the water bill. A House panel recommended to end the film credit.
"""
