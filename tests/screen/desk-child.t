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
row -3 Nobody was paid: who collects was refused.
hold
key F10
posted 0
release
# Enter keeps who stands in brackets.
key Enter
key F10
row -2 Receipt 1: 300.000 to Quàng Thị É, collected by Quàng Văn Bố (guardian)
# Nobody is registered: nothing is paid, and it is said what to do.
type chong
key Enter
see [guardian]
see no guardian is registered
hold
key F10
posted 0
release
row -3 Nobody was paid: no guardian is registered. The list owner asks for one
key Tab Tab Left
row -3 Giàng A Chống is 6 years old and has no registered guardian
row -2 carer leaves name and paper. It stays: guardian
# A carer is written down; a number that can be none is asked for again at once,
# and one who was refused can be written down anew.
key Right Right
row -2 Nobody is registered as carer; Enter writes one down.
key Enter
type Hoang Thi Lan
key Enter
type abc
key Enter
see an identity number has digits only: abc
see Number of the identity paper shown:
key Backspace Backspace Backspace
type 050111222
key Enter
see [carer]
see Hoang Thi Lan  050111222
sql UPDATE staff SET identity = '050111222' WHERE login = 'son'
key F10
row -3 Not paid: Giàng A Chống: Hoang Thi Lan works here
# What was typed for him stands; a name without letters is asked for again.
key Enter
see Hoang Thi Lan  050111222
key Tab Tab Enter
see -- Giàng A Chống: carer
see Full name:
see [Hoang Thi Lan
key Backspace Backspace Backspace Backspace Backspace Backspace Backspace
key Backspace Backspace Backspace Backspace Backspace Backspace
type 12
key Enter
see the name has no letter
see [12
key Backspace Backspace
type Giang A Sua
key Enter
see [050111222
key Backspace
type 3
key Enter
see Giang A Sua  050111223
key F3 F3
# By leave of a request the child signs, guardian or none.
sql PRAGMA foreign_keys = OFF; INSERT INTO collect_self (id, person_id, valid_from, change_id) VALUES (2, 107, '2019-11-01', 1); PRAGMA foreign_keys = ON
sql UPDATE person SET birth_year = 2005 WHERE id = 107
sql INSERT INTO collector (id, person_id, kind, name, valid_from) VALUES (621, 107, 'guardian', 'Sùng A Bố', '2019-01-02')
type dơ
wait
key Enter
see [the person]
key F10
row -2 Receipt 2: 270.000 to Sùng Thị Dợ
row 1 Today 2 people, 570.000
# A guardian whose paper begins tomorrow is none today.
sql INSERT INTO collector (id, person_id, kind, name, valid_from) VALUES (622, 108, 'guardian', 'Sua Bố', '2019-11-09')
type sua
wait
key Enter
see [the person]
key F3
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
