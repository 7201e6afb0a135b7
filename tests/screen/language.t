# Guards: Vietnamese by default, switched while running; letters without marks
# for terminals that lack them; Telex by one key; a password of one's own.
in lan vi
see Đã đăng nhập
see Phạm vi                2 điểm chi trả
key Enter
see 1  Bàn chi trả
type 7
see Thiết lập
key 1
see Settings
see English
key 1
see Tiếng Việt
key 4
see Thiet lap
key 4
see Thiết lập
key F9
key 1
key Ctrl-\
row -2 Đã bật gõ tiếng Việt
type suafng
key Backspace Backspace Backspace Backspace Backspace
type Quafng
wait
see Quàng
see Quàng Thị É
# However long the other words are, the key that pays is named.
key Ctrl-E
row -1 Ctrl-E chi trả
size 60x20
row -1 Ctrl-E chi trả
key F10
row -1 F10 chi trả
size 80x24
key F1
see Bật, tắt gõ tiếng Việt
key F3
# A password that the administrator chose is changed first.
fresh
in lan en
key Enter
see Your password was chosen by the administrator
type demo-lan
key Enter
type a new one 1
key Enter
type a new one 2
key Enter
see The new passwords differ
# Only what was wrong is typed again: the new one, or the old one.
type short
key Enter
type short
key Enter
see The password is too short.
type a new one 1
key Enter
type a new one 1
key Enter
see The password was changed.
see 1  Payout desk
