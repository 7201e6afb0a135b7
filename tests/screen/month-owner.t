# Guards: a claim of a month that was another owner's: that owner reads the case
# and the history of its month, decides nothing, and sees no more of the person; a
# reason that is long is read to its end.
in phong en
sql INSERT INTO recovery VALUES (9001, 112, NULL, 'chết ngày 20/10/2019 theo trích lục khai tử số 7 do Ủy ban nhân dân thị trấn Sông Mã báo, đã chi trước đó, hết', 37, '2019-11-07T09:15:00')
sql INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id, document, staff_id, at) VALUES (9001, 9001, 'overpaid', 270000, (SELECT min(id) FROM line WHERE person_id = 101), 'QĐ 1', 37, '2019-11-07T09:15:00')
key Enter
type 7
row 3 >Tòng Văn Xương
row -5 No. 9001, 07/11/2019 09:15 (month of Huyện Thuận Châu): chết ngày
row -4 Ủy ban nhân dân thị trấn Sông Mã báo, đã chi ..
row -3 No decision to recover yet
key Enter
row 0 Recovery  9001
row 2 07/11/2019 09:15, Nguyễn Văn Phong (month of Huyện Thuận Châu): chết ngày
row 4 báo, đã chi trước đó, hết
row 5 Overpaid 270.000
row 9 > 07/11/2019 overpaid
row -4 Nguyễn Văn Phong    month of Huyện Thuận Châu
key F2
row -2 The record is in Thị trấn Sông Mã: its owner decides
none A decision to recover
key Enter
row 0 History  Tòng Văn Xương
row -2 The record is another owner's now
see Recovery: overpaid 270.000 for 11/2019
none Came to the roll
none Entitled
key F3 F3 F3
# The owner of the record reads the same, opens the person and may ask.
in phong2 en
key Enter
type 7
row 3 >Tòng Văn Xương
key Enter
key F2
see 1  A decision to recover
key F3
key Enter
row 0 Person
see still to come back (month of Huyện Thuận Châu)
