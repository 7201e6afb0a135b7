# Guards: pages of 20 rows and their bytes (budgets of design, 6, less ~26 that
# SSH adds to a frame), moving, the end as quick as the start, search, detail.
people 200
in lan en
key Enter
reset
type 2
see Roll  by name
row 22 
bytes 700 the roll opens
key PgDn
bytes 530 PgDn 1
key PgDn
bytes 414 PgDn 2
key PgDn
bytes 414 PgDn 3
key PgDn
bytes 414 PgDn 4
key PgDn
bytes 414 PgDn 5
reset
key Down
bytes 18 marker moved one row
row 3 >
reset
key Enter
bytes 450 a person opens
see Entitled
key F3
row 3 >
key End
row 21 >   5 Sua
key Down
row 22 This is the end.
key PgUp
key Home
row 2 >
key Up
row 22 This is the start.
# Search: a letter is enough, marks narrow, Enter opens, F3 comes back.
type sùng
wait
row -2 Search sùng
see Sùng Thị Dợ
key F3
none Search
row 1 Full name
# Another order.
key F7
see Roll  by village
key F7
see Roll  by number
# Only those at home.
key F6
see Only at home
key Tab Tab Tab Tab Tab
key Right
see [yes] no
key Enter
row 2 Giàng A Chống
row 3 
see at home
# A point by its list of values.
key F6 Tab F4
see BĐ-VHX Phổng Lăng
type buu cuc
key Enter
key F10
see 119-01
see Nobody.
