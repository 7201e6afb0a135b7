# Guards: wrong keys at the desk pay nobody: an Esc pressed long ago, digits
# while somebody is open, F10 before the search or before the picture.
in lan en
key Enter 1
hold
type quan
key Enter
row 9 Quàng Thị É
# An Esc waits, and is shown; the number typed next is a number.
reset
key Esc
bytes 40 a pending Esc
see  Esc-
type 0
none Esc-
row 1 [0 
none TOTAL
type 502
row 1 [0502
key F10
posted 0
row -2 Nobody was paid: what was typed has not been looked for yet. Enter does.
wait
key F10
row -2 Find and open a person first.
key F3
# Any key but its digit drops it and is itself.
type quan
key Enter Esc
see  Esc-
key Tab
row 14 >Where
none Esc-
key Esc
type l
row 1 [l 
# A digit begins the next search too, though somebody unpaid is open.
key F3
type quan
key Enter
row 9 Quàng Thị É
type 4
row 1 [4 
none TOTAL
key Enter F10
posted 0
none Receipt
# Enter opened one; the number of another was typed: nobody is paid.
key F3
type quan
key Enter
type 0301
key F10
posted 0
row -2 Nobody was paid
key Enter
row 9 Sùng Thị Dợ
key F3 F3
# In one burst nobody has seen who it is: F10 waits for the picture.
paste quan\r\e[21~
posted 0
row 9 Quàng Thị É
row -2 Nobody was paid: look at who stands here now, then F10.
key F3 F3
paste lò v\r\r\e[21~\x05
posted 0
row -2 Nobody was paid: look
# Nor when the choice was changed in the same burst.
key F3 F3
type quan
key Enter
paste \t\e[C\e[21~
posted 0
see [at home]
row -2 Nobody was paid: look
# Below a window nobody is whole.
paste \eOQ\eOR\e[21~
posted 0
# Typed while the picture was still on the way: nobody has seen who it is.
key F3 F3
type quan
late
key Enter
row 9 Quàng Thị É
key F10
posted 0
row -2 Nobody was paid: look at who stands here now, then F10.
key Ctrl-E
posted 0
# Nor how it is paid, when that is what is still on the way.
arrived
key Tab
late
key Right
see [at home]
key F10
posted 0
row -2 Nobody was paid: look
arrived
# The search is corrected: whoever was opened for it goes.
key Backspace
row 1 [qua 
none TOTAL
key F10
posted 0
row -2 Nobody was paid: what was typed
# Another terminal: seen there first.
wait
key Enter
row 9 Quàng Thị É
# What was drawn meanwhile and looks the same has arrived.
key Tab Right
late
key Left
row -1 F10 pay
arrived
# Ctrl-E is F10, and is named when it is the one that gets through.
row -1 F10 pay
release
key Ctrl-E
row -2 Receipt 1: 300.000 to Quàng Thị É
row -1 Ctrl-E pay
type chong
key Enter F10
row -2 Receipt 2
row -1 F10 pay
# Once too often: the number of the receipt is not lost by it.
key F10
row -2 Receipt 2: Giàng A Chống. Find the next person.
# Pasted it is nothing.
hold
type sua
wait
key Enter
row 9 Sua
paste \e[200~x\x05\e0\e[201~
posted 0
# A report of the cursor is nobody's key.
key F3
paste \e[1;80R\e[1;1R
row 0 Payout desk
key F1
see F10 Ctrl-E
# A menu that Esc and a digit opened goes when a digit follows: it was a number.
key F3
release
type sua
wait
key Enter F10
row -2 Receipt 3
hold
key Esc
type 2279
row 1 [2279
none Take back
key F10
posted 0
key F3
# Also with somebody open, and in the list of collectors.
type quang
wait
key Enter
key Esc
type 21
row 1 [21
none Report
# Nor is a digit lost where the key of the two did nothing.
key F3
type quang
wait
key Enter
key Esc
type 41
row 1 [41
key F3
type quang
wait
key Enter
key Esc
type 3097
row 1 [3097
# Arrows and Enter answer it, as ever.
key F3
key Esc
type 2
see Take back receipt 3
key Enter
see Take back receipt 3
# Digits are no reason; what was typed stands.
type 279
key F10
release
see Say why in words.
see [279
type x nhầm
key Enter
type undo
key Enter
row -2 Receipt 3 was taken back.
# In a window that cuts the panel off nobody is paid.
type sua
wait
key Enter
row 9 Sua
size 80x15
hold
key F10
posted 0
see Nobody was paid: this window is too low
size 80x24
key F10
posted 1 pay
