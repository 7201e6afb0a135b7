# Guards: while books is away nothing is lost; when it is back what was posted
# is asked for, and only F10 posts again.
in lan en
key Enter 1
type quan
key Enter
down
key F10
see nothing was posted
row 9 Quàng Thị É
up
# Posted, books dies before it is written, and comes back.
hold
key F10
posted 1
wait
none Quàng Thị É
lose
up
posted 1 outcome
release
wait
row -2 Not paid: Quàng Thị É
key Enter
row 9 Quàng Thị É
key F10
row -2 Receipt 1: 300.000
# Posted and written, but the answer was lost: it is told now.
type sua
key Enter
row 9 Sua
