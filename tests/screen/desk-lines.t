# Guards: somebody with more open lines than a screen has rows: all of them are
# shown, page by page, summed and paid with one receipt; what is on hold is not
# in their way.
in lan en
sql DROP TRIGGER line_insert_draft
sql WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < 38) INSERT INTO line (id, list_id, period_id, no, person_id, entitlement_id, month, kind, amount, standard, hundredths, category, area_id, point_id, delivery, name, birth, identity, village, seq) SELECT 90000 + i, list_id, period_id, no, person_id, entitlement_id, strftime('%Y-%m', '2019-11-01', '-' || i || ' month'), 'arrears', 270000, 270000, 100, category, area_id, point_id, delivery, name, birth, identity, village, 1 FROM m, line WHERE person_id = 101 AND month = '2019-11'
key Enter 1
type 50123456
wait
row 2 10.530.000
key Enter
row 11 09/2016  arrears
row 16 02/2017  arrears
row 17 TOTAL                                10.530.000  lines 1-6 of 39, PgDn
row 18 Mười triệu năm trăm ba mươi nghìn đồng
row 19 Where
row 20 Who
key PgDn
row 11 03/2017
row 17 lines 7-12 of 39, PgDn
key PgDn PgDn PgDn PgDn PgDn PgDn PgDn
row 11 09/2019
row 13 11/2019  monthly
row 14 TOTAL                                10.530.000  lines 37-39 of 39, PgDn
key PgUp
row 11 03/2019
row 17 lines 31-36 of 39
# The sum is that of all lines, whichever page is open; so is the receipt.
key F10
row -2 Receipt 1: 10.530.000 to
row 1 Today 1 person, 10.530.000
key F2
type wrong person
key Enter
type undo
key Enter
row -2 Receipt 1 was taken back.
row 1 Today 0 people, 0
# Thirty of them are on hold: they are shown, and not counted.
sql INSERT INTO block (line_id, reason, staff_id, at) SELECT id, 'looked into', 36, '2019-11-08T08:00:00' FROM line WHERE id > 90008 AND id < 90039
type 50123456
wait
row 2 2.430.000
key Enter
row 11 09/2016  arrears       136.5.5b        270.000  on hold: looked into
row 17 TOTAL                                 2.430.000  lines 1-6 of 39, PgDn
key F10
row -2 Receipt 2: 2.430.000 to
# A line that came while she was open: look again, nothing is paid.
sql DELETE FROM block WHERE line_id < 90020
type 50123456
wait
key Enter
row 17 2.970.000
sql DELETE FROM block WHERE line_id = 90020
key F10
row -3 Not paid: Lò Văn Pâng: Lò Văn Pâng has more to collect than was shown
key Enter
row 17 3.240.000
key F10
row -2 Receipt 3: 3.240.000
