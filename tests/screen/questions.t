# Guards: a question at which the line dropped comes back, says what was asked,
# and takes only a fresh answer; no half of a password or of a word of consent
# is finished by whoever comes back.
in phong en
key Enter
type 3
key F2
see Close the lists
type 3
see Close the lists of Huyện Thuận Châu for 11/2019?
type CLOS
drop
attach vt220 80x24
see You were about to answer: Close the lists  Close the lists of Huyện Thuận
see It was left open: read it again
none [CLOS
key Enter
row -2 Nothing was answered: this was left open.
type E
key Enter
row -2 Nothing was done: type CLOSE
posted 0
key F3
row 2 approved
# A list of choices: neither Enter nor a digit.
key F2
drop
attach xterm 80x24
see You were about to answer: Huyện Thuận Châu
type 3
none Close the lists of
key F3 F2
drop
attach xterm 80x24
key Enter
row -2 Nothing was answered
none You were about
key Enter
none Search:
key F3
# F10 of before counts no more than Enter; the reason is kept.
in lan en
key Enter 1
type quan
key Enter F10
row -2 Receipt 1
key F2
type wrong woman
drop
attach xterm 80x24
see You were about to answer: Take back receipt 1, Quàng Thị É
see [wrong woman
hold
key F10
posted 0
row -2 Nothing was answered
key F10
posted 0
see Type UNDO
type undo
key Enter
posted 1 reverse
release
row -2 taken back
# F10 twice on a slow line: the second came before the preview was there.
in phong en
key Enter 1
type sua
wait
key Enter F2
type report
key Enter
type 5/11/2019
late
key F10
see This will happen
key F10
posted 0
row -2 Nothing was answered: the question is only now on the screen.
arrived
key F3
none This will happen
# Nor is a yes that came before its question.
late
key F3
see Throw away what was typed?
key F10
row -2 Nothing was answered: the question is only now
arrived
key F10
none Throw away
# A preview, with the keys that were typed before anything was seen.
in phong en
key Enter 1
type quang
wait
key Enter F2
type report
key Enter
type 5/11/2019
key F10
see This will happen
drop
blind F10 F10
late
attach xterm 80x24
posted 0
# Drawn, but still on its way: these keys were not meant for it either.
key F10 F10
posted 0
arrived
see You were about to answer: This will happen
key F10
posted 0
key F10
row -2 Request 1 waits
# Half a password.
in truong en
key Enter 4 Enter
key F10
see -- Password again
see | approves a request
type demo-tru
drop
attach xterm 80x24
see You were about to answer: approves a request
none [********
key Enter
row -2 Nothing was answered
key Enter
row -2 Your password is needed here, or F3.
type ong
key Enter
row -2 The password is wrong.
type demo-truong
key Enter
row -2 Done: No. 1
# Taken over while it was open: the same.
key F9
type 8
type 6
see Password now
type demo-truo
attach xterm 80x24
none [*
see You were about to answer: Change password
# A form: on its last field Enter saves.
in phong en
key Enter 1
type sua
wait
key Enter F2
type correct what
key Enter
type x
drop
attach xterm 80x24
none You were about
key Tab Tab Tab Tab Tab
drop
attach xterm 80x24
see You were about to answer: Correct a person
key Enter
posted 0
# Throwing away what was typed needs its own key; signing out does not.
key F3
see Throw away what was typed?
key Enter
row -2 Nothing was done
type y
row -2 Nothing was done
key F10
none Throw away
key F9 F3
see Sign out?
drop
attach xterm 80x24
key Enter
row -2 Nothing was answered
key Enter
left Signed out.
# A draft that is not wanted now is not thrown away by saying so.
in lan en
key Enter 1
type quan
restart
key Enter
see A half-typed form is kept from before: Payout desk, quan.
key F3
see 1  Payout desk
restart
key Enter
see A half-typed form is kept from before: Payout desk, quan.
key Enter
row 1 [quan
