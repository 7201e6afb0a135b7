# Guards: how and to whom is one key each; a record comes by itself, a stranger
# is written down; taking back asks for a reason and shows it.
in lan en
key Enter 1
type chong
key Enter
see 1 at the point  2 [at home]  3 at the counter
key 3
see 3 [at the counter]
key 7
row -2 Nobody is registered for this person as: authorised person
see 4 [the person]
key 6
see Full name:
key Enter
see Something has to be written here.
type Giang A Sua
key Enter
see Number of the identity paper shown:
type 050111222
key Enter
see 6 [carer]
see Giang A Sua  050111222
key F10
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
key F10
row 2 270.000
