# Guards: the history of one person, newest first: list, payout, taking back,
# requests; a request opens from it.
in lan en
key Enter 1
type quang
key Enter
key F10
row -2 Receipt 1
key F2
type wrong woman
key Enter
type undo
key Enter
row -2 taken back
key F9
type 2
type quang
wait
key Enter
key F2
type death
key Enter
type 5/11/2019
key F10 F10
row -2 Request 1 waits
# Within one second the order is that of a day: asked before blocked.
sql UPDATE change SET made_at = '2019-11-08T09:00:00'
sql UPDATE block SET at = '2019-11-08T09:00:00'
key Enter
row 1 >08/11/2019 09:00 BLOCKED
row 2 08/11/2019 09:00 Asked: stop: died, 11/2019 (No. 1, waitin
row 0 History  Quàng Thị É, SL0104
see Taken back: 300.000 for 11/2019, receipt
see Paid: 300.000 for 11/2019, receipt 1
see Listed: 300.000 monthly for 11/2019
see BLOCKED: 300.000 for 11/2019
see Asked: stop: died, 11/2019 (No. 1, waitin
see Entitled: 136.5.5b 01/2018-, in force
see Came to the roll as SL0104
# The marked row in full.
row -4 BLOCKED: 300.000 for 11/2019: died on 05/11/2019 (request 1)
key Up
row -2 This is the newest.
key Enter
row -2 Only requests can be opened.
key Down
key Enter
row 0 Request  1  stop: died  (waiting)
key F3
key PgDn
row -2 There is nothing older.
