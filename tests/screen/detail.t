# Guards: history of a person; the controller asks for a payment to be taken
# back, the approver decides; paying staff corrects nobody.
in lan en
key Enter 1
type quan
key Enter
key F10
row -2 Receipt 1
in quan en
key Enter 1
type quang
wait
key Enter
see SL0104
see 119-01 Bưu cục Thuận Châu, at the point
row 7 lương hưu
row 9 Payouts
row 10 >08/11/2019 08:30 11/2019    300.000        1  Hoàng Thị Lan, Bưu cục ..ận Châu
key F2
see 1  Take back the marked payout
key 1
see Take back a payout
type paid twice on paper
key F10
see receipt 1 of 08/11/2019 by Hoàng Thị Lan: 300.000 đồng are taken back
key F10
row -2 waits for somebody who approves it
# He who asked is not he who decides.
key F3
in truong en
key Enter
type 4
see payout taken back
key Enter
key F10
type demo-truong
key Enter
row -2 Done
in quan en
key Enter 1
type quang
wait
key Enter
see TAKEN BACK
see Open           300.000, 1 line, from 11/2019 on
in phong en
key Enter 1
type sua
wait
key Enter
key F2
see Report a death
none person.
type correct what
key Enter
see Correct a person
# The form is filled with what is known, of what moves no money; a wrong value
# is named, nothing lost.
none Date of birth
type 12
key Tab
row 2 !
row 2 [12
key Backspace Backspace
type Dua
key Tab
type Sua
key F10
row -2 Saved.
see Dua
# A given name that is not the last word outlives other corrections.
key F2
type correct what
key Enter
row 3 [Sua
type x
key F10
row -2 Saved.
key F2
type correct what
key Enter
row 2 [Duax
row 3 [Sua
