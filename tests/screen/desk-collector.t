# Guards: how and to whom the money goes is chosen by Tab and the arrows, never by
# a digit; what is refused or left half way changes nothing; a stranger is
# written down; taking back asks for a reason and shows it.
in lan en
key Enter 1
type chong
key Enter
see  at the point  [at home]  at the counter
row 15 Who      [the person]  guardian   carer   authorised person
cursor 1 16
reset
key Tab
row 14 >Where
cursor 14 26
key Right
bytes 90 the way
see  at home  [at the counter]
key Right Right Right
see [at the counter]
# Nobody is registered: the choice stays, and it is said.
key Tab
row 14  Where
row 15 >Who
key Right
row -2 Nobody is registered as guardian. It stays: the person.
see [the person]
key Right
row -2 Nobody is registered as carer; Enter writes one down. It stays: the person.
# The cursor stands on what is not chosen: F10 says so and pays nobody.
hold
key F10
posted 0
release
row -3 Nobody was paid: who collects was refused.
key Right Right Enter
see Full name:
key Enter
see Something has to be written here.
key F3
see Nobody was written down. It stays: the person.
see [the person]
key Enter
see Full name:
# The person's own name is none of somebody else; what was typed stays.
type giang a chong
key Enter
see is who is paid: write the collector's own name
see [giang a chong
key Backspace Backspace Backspace Backspace Backspace
type Sua
key Enter
see Number of the identity paper shown:
type 111111111
key Enter
see nobody's number
key F3
see Nobody was written down. It stays: the person.
see [the person]
none Giang A Sua
key Enter
type Giang A Sua
key Enter
type 050111222
key Enter
see [carer]
see Giang A Sua  050111222
# Left half way once more he stays who was chosen.
key Right
row -2 Nobody is registered as authorised person. It stays: carer.
see [carer]
key F4
row -2 Nobody is registered to collect for this person. It stays: carer.
key BackTab BackTab
row 15  Who
cursor 1 16
# After a refusal F10 waits for a choice, whichever key refused it.
key Tab F10
row -3 Nobody was paid: who collects was refused.
key Enter Enter F10
row -2 Receipt 1
# A mistake: F2, why, done.
key F2
see Take back receipt 1
see Giàng A Chống
key F3
none Take back receipt 1
key F2
type wrong person
key F10
see Type UNDO, then Enter:
# What the fingers do all day takes nothing back.
hold
type tong
key Enter F10
posted 0
release
key Backspace Backspace Backspace Backspace
type undo
key Enter
row -2 Receipt 1 was taken back.
row 1 Today 0 people, 0
key F2
row -2 There is no payment of this session
# Nothing to pay: Enter says so, and a digit is the next search.
type chong
wait
key Enter F10
type chong
wait
key Enter
see Nothing to pay.
key Tab F4 Right
cursor 1 16
key Enter
row -2 Nothing to pay to this person
type 5
row 1 [5 
none Full name
# After taking back the list shows that this person can be paid again.
key F3
type chong
wait
row 2 already paid
key F10
row -2 Enter opens the marked person
key F2
type twice
key Enter
type undo
key Enter
row 2 270.000
# F4: who is registered, with the paper and its end; an ended one is refused.
sql INSERT INTO collector (id, person_id, kind, name, identity, letter, valid_from, valid_to) VALUES (801, 104, 'authorised', 'Quàng Văn Ún', '050777001', '3/UQ', '2018-01-01', '2019-10-31'), (802, 104, 'authorised', 'Quàng Văn Inh', '050777002', '4/UQ', '2019-01-01', '2020-12-31'), (803, 104, 'carer', 'Lò Thị Hà', '050777003', '', '2019-01-01', NULL)
key F3
type quang
key Enter
row 9 Quàng Thị É
key F4
see Quàng Văn Inh, authorised person 050777002 31/12/2020
see Quàng Văn Ún, authorised person 050777001 expired 31/10/2019
see Lò Thị Hà, carer 050777003
type ún
key Enter
row -2 The paper of Quàng Văn Ún ended on 31/10/2019. It stays: the person.
see [the person]
key F4
type inh
key Enter
see [authorised person]
see Quàng Văn Inh  050777002  4/UQ
# Left and Right take the first of a kind whose paper is good.
key Tab Tab Left
see [carer]
see Lò Thị Hà  050777003
key Left
row -2 Nobody is registered as guardian. It stays: carer.
key Left
see [the person]
key Left
see [authorised person]
key F10
row -3 Receipt 3: 300.000 to Quàng Thị É, collected by Quàng Văn Inh (authorised
