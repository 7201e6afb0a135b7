# Guards: who pays reports a death from the desk without leaving it; the lines
# are blocked at every desk by that one posting, and F2 still takes back.
in lan en
key Enter 1
type quang
key Enter
see 300.000
reset
key F2
see Quàng Thị É
see > 1  Open the person
see 2  Report a death
# F10 chooses nothing in a menu.
key F10
see 2  Report a death
none Take back receipt
key 2
see Entry  Report a death: Quàng Thị É
type 5/11/2019
key F10
see blocked at every desk
key F10
row 0 Payout desk
# Under a second on the slowest line, from F2 to the desk again.
bytes 1000 a death reported
row -2 Request 1 waits
see died on 05/11/2019
key F10
none Receipt
in mai en
key Enter 1
type quang
key Enter
see died on 05/11/2019
none TOTAL
# The last payment is one word away, with somebody open or nobody.
key F3
type cathi
key Enter
see TOTAL
key F10
row -2 Receipt 1
key F2
see Take back receipt 1
key F3
type quang
key Enter F2
type take
key Enter
see Take back receipt 1
