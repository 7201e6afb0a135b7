# Guards: keys typed while an answer is under way are the next search; a refusal
# puts nobody in front of the clerk: who was not paid waits in a list and comes
# by Enter, with all that was typed; two clerks, one payment.
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
# The search stands as it was typed: F10 is not for her.
row 1 [ca t
none TOTAL
hold
key F10
posted 0
release
row -2 Enter opens the marked person
key Enter
row 9 Cà Thị Ơn
# On the empty desk stands who was not paid and why: nobody is open.
key F3
none TOTAL
key F3
row 1 [ 
see Not paid (Enter opens
see > Quàng Thị É:
see receipt 1
none TOTAL
hold
key F10
posted 0
release
row -2 Find and open a person first.
# Enter opens her.
key Enter
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
see > Quàng Thị É:
# F3 lets go; one more leaves the desk.
key F3
none Quàng Thị É
row 0 Payout desk
row -2 found by the search
# Two refused, one after the other; the next who is paid has the receipt in
# front, and nobody of before stands open.
type on
wait
key Enter
row 9 Cà Thị Ơn
pay mai 103
hold
key F10
type sua
key Enter
row 9 Sua
release
see Not paid: Cà Thị Ơn
row 9 Sua
key F10
row -2 Receipt 3: 
none TOTAL
row 2 
see > Cà Thị Ơn:
key F10
row -2 Receipt 3
none TOTAL
# Found by the search, it is said again and waits no longer.
type on
wait
key Enter
row 9 Cà Thị Ơn
row -2 Not paid: Cà Thị Ơn
key F3 F3
none Cà Thị Ơn
