# Guards: a child does not collect; the guardian on record is chosen by itself,
# and the receipt, the history and the person's screen name who collected.
in lan en
sql UPDATE person SET birth_year = 2013, birth_month = 5, birth_day = 2 WHERE id IN (104, 106)
sql INSERT INTO collector (id, person_id, kind, name, identity, relation, valid_from) VALUES (620, 104, 'guardian', 'Quàng Văn Bố', '014085000777', 'bố', '2019-01-02')
key Enter 1
type quang
key Enter
see Quàng Văn Bố  014085000777
# Choosing the child instead is refused, and the guardian stays.
key Tab Tab Left
row -3 Quàng Thị É does not collect in person: Quàng Văn Bố, the guardian, does.
row -2 stays: guardian.
see [guardian]
see Quàng Văn Bố  014085000777
key F10
row -2 Not chosen: the person. It stays: guardian.
key F10
row -2 Receipt 1: 300.000 to Quàng Thị É, collected by Quàng Văn Bố (guardian)
# Nobody is registered: nothing is paid, and it is said what to do.
type chong
key Enter
key F10
row -3 Giàng A Chống is 6 years old and has no registered
row -2 guardian: ask for one (F2), or a carer leaves name and paper.
row 1 Today 1 person, 300.000
key F3 F3
key F9
type 2
type quang
wait
key Enter
see guardian: Quàng Văn Bố  014085000777
key Enter
see Paid: 300.000 for 11/2019, receipt 1, Bưu cục Thuận Châu at the po
see collected by Quàng Văn Bố (guardian)
key F3 F3 F3
key F9
type 2
type chong
wait
key Enter
see is 6 years old and has no registered guardian
sql PRAGMA foreign_keys = OFF; INSERT INTO collect_self (id, person_id, valid_from, change_id) VALUES (1, 106, '2019-11-01', 1); PRAGMA foreign_keys = ON
key F3
key Enter
see In person
see from 01/11/2019
