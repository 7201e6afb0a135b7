# Guards rule 10 of the house: a screen that nobody touches sends no byte, and
# a key that changes nothing sends none either.
in tinh en
wait
reset
wait
bytes 0 the banner
key Enter
wait
reset
wait
wait
bytes 0 the menu
key 1
wait
reset
wait
wait
bytes 0 the first screen of the menu
in lan en
key Enter 1
type quan
wait
reset
wait
wait
bytes 0 a list of matches
key Enter
wait
reset
wait
wait
bytes 0 a person at the desk
key F10
see Receipt 1
wait
reset
wait
wait
bytes 0 after a payout
key F9 2
wait
reset
wait
wait
bytes 0 the roll
key Enter
wait
reset
wait
wait
bytes 0 a person of the roll
in phong en
key Enter 4
type Lò
wait
reset
wait
wait
bytes 0 a half-typed form
