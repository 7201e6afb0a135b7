# Guards: recoveries as a ledger with two people, the figures that amounts come
# from as tables of rows by month.
in truong en
sql INSERT INTO recovery VALUES (9001, 101, NULL, 'đã chết 10/2019', 37, '2019-11-07T09:15:00')
sql INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id, staff_id, at) VALUES (9001, 9001, 'overpaid', 270000, (SELECT min(id) FROM line WHERE person_id = 101), 37, '2019-11-07T09:15:00')
sql INSERT INTO recovery VALUES (9002, 111, NULL, 'x', 41, '2019-11-07T09:20:00')
sql INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id, staff_id, at) VALUES (9002, 9002, 'overpaid', 270000, NULL, 41, '2019-11-07T09:20:00')
sql INSERT OR REPLACE INTO counter VALUES ('recovery_entry', 9100)
key Enter
see Recoveries (1)
type 5
row 0 Recoveries  with something left
row 1 1 cases, 270.000 left
row 3 >Lò Văn Pâng
row 3 11/2019
row 3 270.000
row -5 No. 9001, 07/11/2019 09:15: đã chết 10/2019
row -3 No decision to recover yet
key Enter
row 0 Recovery  9001
row 4 No decision to recover yet: nothing is cut.
row 7 > 07/11/2019 overpaid
# Who approves asks for nothing: he decides.
none F2 enter
in phong en
key Enter
type 7
row 0 Recoveries
key Enter
key F2
see 1  A decision to recover
see 2  Cut so much each month
see 3  Money came back
see 4  Give it up
type 2
type 50000
key Enter
type 12/QĐ
key F10
row -2 Nothing is cut without a decision to recover
key F3 F10
key F2
type 1
row 2 [270.000
key Down
type 12/QĐ
key F10
see This will happen
see case 9001: 270.000 đồng are claimed by decision
key F10
row -2 waits for somebody who approves it
key F3 F3
# He finds it among what waits, reads what comes of it, approves.
in truong en
key Enter
type 4
see decision to recover
key Enter
see 270.000 đồng are claimed by decision
key F10
see This needs your password once more
type demo-truong
key Enter
row -2 Done
# What is cut each month, and what came back.
in phong en
key Enter
type 7
key Enter
row 4 Decided 270.000
row 8 decision to recover
see 12/QĐ
key F2
type 1
row 2 [270.000
key F3
key F2
type 3
type 270001
key Enter
type 7/PT
key Tab Tab Enter
row -2 The amount is from 1 đồng to what is left: 270.000.
key F3 F10
key F2
type 3
type 270000
key Enter
type 7/PT
key F10
see 270.000 đồng came back, 0 đồng are left
key F10
in truong en
key Enter
type 4
key Enter
key F10
type demo-truong
key Enter
row -2 Done
in phong en
key Enter
type 7
key F7
key Enter
row 3 came back 270.000
row 3 left 0
key F2
row -2 Nothing is left of this case.
key F3
row 0 Recoveries  all
row 3 >Lò Văn Pâng
key F7
row 3  Nothing is to come back.
# The figures: everybody of the office looks, the province adds rows.
key F3
type 8
row 0 Rates and rules  standard amounts
row 2 >
row 2 07/2024
row 2 500.000
row 4 270.000
key F2
row -2 This is not for your role.
key F7
row 0 Rates and rules  coefficients
row 2 > 136.11     Hỗ trợ chi phí mai táng
key F7
see poor single parent + disabled person
key F7
see 136.5.5a1  80 years old, with that month
key Right
row 2 > months not collected until suspension
see default
key Left
row 0 birthdays
in tinh en
key Enter
type 6
row 0 Rates and rules
key F2
see A standard amount
type 300000
key Enter
type 12/2019
key Enter
type NQ 7/2019
key F10
see This will happen
key F10
row -2 waits for somebody who approves it
key F3
row 0 Rates and rules
none NQ 7/2019
in so en
key Enter
type 4
see standard amount
see 300.000 NQ 7/2019
key Enter
see the whole office
key F10
type demo-so
key Enter
row -2 Done
in tinh en
key Enter
type 6
row 0 Rates and rules
see NQ 7/2019
see 300.000
key Left Left
key F2
row 2 Setting
row 2 [1
key F3
# A rate raised backwards: its difference comes with the next list, once.
sql INSERT INTO standard VALUES ('14', '2019-11', 300000, 'NQ 7/2019') ON CONFLICT DO NOTHING
in phong en
key Enter
type 8
see F10 differences
key F10
see Differences of a changed rate
type 119
key Enter
type 12/2019
key Enter
type NQ 7/2019
key F10
row -2 The list of 12/2019 covers that month itself: there is no difference to order.
key F3 F10
type 126
key Enter
type 11/2019
key Enter
type x
key F10
see not
key F3 F10
type 119
key Enter
type 11/2019
key Enter
type NQ 7/2019
key F10
# Without the month that SL0101 paid back: it was ordered when the money came.
row -2 Ordered for 9 allowances: 360.000 đồng, with the list of 12/2019.
key F10
type 119
key Enter
type 11/2019
key Enter
type NQ 7/2019
key F10
row -2 Nothing is missing on the lists.
# What was had above a lowered rate: asked for in the last table, approved, and
# carried out where it was read.
sql INSERT INTO lowered (id, owner_id, from_month, people, months, amount, staff_id, at) SELECT 900, id, '2019-11', 9, 9, 130000, 37, '2019-11-07T09:15:00' FROM area WHERE code = '119'
in phong en
key Enter
type 8
key Left
row 0 had above a lowered rate
row 2 > 9 people
row 2 9 months: Huyện Thuận Châu
row 2 11/2019
row 2 130.000
row 2 to be decided
key F2
row 2 [119
key F10
row -2 What of it is missing
type 1
key Enter
type 7/KL
key F10
see This will happen
see it is claimed
key F10
row -2 waits for somebody who approves it
in lan en
in truong en
key Enter
type 4
see rate lowered backwards
key Enter
see give: 9, months: 9
row 11 130.000
key F10
type demo-truong
key Enter
row -2 people are settled
