# Guards: the form of each kind asks what the kind takes, says what it will do
# before it is posted, and names the field that is wrong.
in phong en
key Enter 1
type quang
wait
key Enter
# Another amount: the only entitlement stands there already.
key F2
type another cat
key Enter
row 2 136.5.5b 01/2018-, in force
key Tab
type 136.5.5c
key Tab Tab Tab
type 12/2019
key Tab
type 77/QD
key F10
row 8 !
row -2 Decision date is missing
type 1/11/2019
key F10
see This will happen
see 136.5.5c takes the place of 136.5.5b from 12/2019 on
key F10
row -2 Request 1 waits for somebody who approves it.
row 8 Waiting
# F4 lists the reasons when a row does not hold them all.
key F2
type suspend
key Enter
key Tab
see 1 to 4; F4 lists them
key F4
see Refuses re-assessment
key 1
see [1 Not collected for months]
type 12/2019
key F10
see 136.5.5b rests from 12/2019 on
key F10
row -2 Request 2 waits
# A correction is filled with the record and changes what differs.
key F2
type correct the
key Enter
row 2 [Quàng Thị É
row 6 [1944
key Tab Tab Tab Tab Home
type 02/03/
key Tab Tab Tab
type so ho khau
key Tab
type 9/HK
key F10
see Birth: 1944 -> 02/03/1944
key F10
row -2 Request 3 waits
key F9
type 5
row 3 >correction of identity
key Enter
see *Date of birth        1944
see | 02/03/1944
none Quàng Thị É   | Quàng Thị É
key F9
# The payout point by its list, and how it is paid.
type 1
type quang
wait
key Enter
key F2
type another payout
key Enter
key F4
see 119-01
type phong lang
key Enter
key F10
see This will happen
see is paid at 119-0
key F3
key F3 F10
key F2
type paid at
key Enter
key 1
key F10
row 2 !
row -2 is paid at the point already
key 2
key F10
see This will happen
key F10
row -2 Request 4 waits
# Nobody asks for the same twice.
key F2
type paid at
key Enter
key 2
key F10
see asked for this already
# A move says what each place pays; who collects, and until when.
key F3 F10
key F2
type move to
key Enter
key Tab
type 12/2019
key Tab
type 03724
key Tab Tab
type 119-02
key F10
see pays up to 12/2019
key F10
row -2 Request 5 waits
key F2
type add somebody
key Enter
key 3
key Tab
type Lò Văn Tư
key Tab
type 014080000123
key F10
row 6 !
row -2 The number of the authorisation letter is needed
type 12/UQ
key F10
see collects for Quàng Thị É from 08/11/2019 to 07/11/2020
key F10
row -2 Request 6 waits
# The dead: funeral support and heirs, and nothing of the living.
sql UPDATE person SET state = 'dead', state_on = '2019-11-03' WHERE id = 107
key F9
type 1
type do
wait
key Enter
row 6 died 03/11/2019
key F2
see Funeral support
see Add somebody who collects
none Report a death
none Suspend
type funeral
key Enter
type Lò Văn Tư
key Tab
type 014080000123
key Tab
type con
key Tab Tab
type 5/TLKT
key F10
see This will happen
see 5.400.000
key F10
row -2 Request 7 waits
# Who comes from another province, begun in the inbox.
key F9
type 5
key F2
see 2  Somebody moves in from another province
key 2
see Entry  Moves in from elsewhere
key Enter
row -2 Last month there is missing
# The desk ends while the effects are on the screen: the form is offered again,
# about the same person.
key F3
key F9
type 1
type chong
wait
key Enter
key F2
type report
key Enter
type 3/11/2019
key F10
see This will happen
restart
key Enter
see A half-typed form is kept from before: Report a death, 
key Enter
row 0 Entry  Report a death: 
row 2 3/11/2019
key F10
see This will happen
key F10
row -2 Request 8 waits
