# Guards: another terminal takes over what the first one showed; a desk that
# ended offers what was half typed, and posts nothing by itself.
in lan en
key Enter 1
type quan
key Enter
drop
attach vt220 132x40
row 9 Quàng Thị É
row 1 [quan
size 80x24
row 9 Quàng Thị É
size 60x20
row 9 Quàng Thị É
row 2 300.000
size 20x5
see The window is
key F10
posted 0
size 200x60
row 9 Quàng Thị É
attach no-such-term 80x24
see Terminal type "no-such-term" is not known
row 9 Quàng Thị É
restart
see Signed in
key Enter
see A half-typed form is kept from before: Payout desk, Quàng
see Thị É. Go on with it?
key Enter
row 9 Quàng Thị É
row 1 [quan
posted 0
see Today 0
key F10
row -2 Receipt 1: 300.000
restart
key Enter
none half-typed
key F3
see Sign out?
key Enter
left Signed out
# What was kept is named in the language of now.
in lan en
key Enter 1
type quan
restart vi
key Enter
see Còn giữ biểu mẫu nhập dở từ trước: Bàn chi trả, quan.
