# Guards: keys typed while an answer is under way are the next search; a
# refusal brings the person back and loses nothing; two clerks, one payment.
in lan en
key Enter 1
type quan
key Enter
see Quàng Thị É
pay mai 104
hold
key F10
posted 1
wait
cursor 1 11
type ca t
row 1 [ca t
release
wait
row -2 Not paid: Quàng Thị É
row -2 receipt 1
# The search stands as it was typed: he waits, F10 is not for him.
row 1 [ca t
none TOTAL
hold
key F10
posted 0
release
row -2 Enter opens the marked person
key Enter
row 9 Cà Thị Ơn
# When the field is empty he is back.
key F3
none TOTAL
key F3
row 1 [ 
row 9 Quàng Thị É
see Not paid: Quàng Thị É
see Nothing to pay.
# Who, when and which receipt, whole, in 80 columns.
row 13 Cầm Thị Mai, receipt 1
key F10
row -2 Nothing to pay to this person
# A letter is the next search; nobody is forgotten by it.
type on
wait
key Enter
row 9 Cà Thị Ơn
key F3 F3
row 9 Quàng Thị É
see Not paid: Quàng Thị É
key F3
none Quàng Thị É
# While another person is open, a refusal waits for its turn.
type on
wait
key Enter
row 9 Cà Thị Ơn
pay mai 103
hold
key F10
type quang
key Enter
row 9 Quàng Thị É
release
see Not paid: Cà Thị Ơn
row 9 Quàng Thị É
key F3
row 1 [quang
key F3
row 9 Cà Thị Ơn
see Not paid: Cà Thị Ơn
