# Guards: what one person's screen has no room for is said to be there; lines on
# hold for one reason are summed.
in lan en
sql DROP TRIGGER line_insert_draft
sql WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < 38) INSERT INTO line (id, list_id, period_id, no, person_id, entitlement_id, month, kind, amount, standard, hundredths, category, area_id, point_id, delivery, name, birth, identity, village, seq) SELECT 90000 + i, list_id, period_id, no, person_id, entitlement_id, strftime('%Y-%m', '2019-11-01', '-' || i || ' month'), 'arrears', 270000, 270000, 100, category, area_id, point_id, delivery, name, birth, identity, village, 1 FROM m, line WHERE person_id = 107 AND month = '2019-11'
sql INSERT INTO block (line_id, reason, staff_id, at) SELECT id, 'looked into', 36, '2019-11-08T08:00:00' FROM line WHERE id > 90008 AND id < 90039
sql WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < 6) INSERT INTO collector (id, person_id, kind, name, valid_from) SELECT 700 + i, 107, 'carer', 'Sùng Thị ' || i, '2019-01-01' FROM m
key Enter 2
type dơ
wait
key Enter
see Collects       carer: Sùng Thị 6
see ... more: Enter shows all
none Sùng Thị 1
see Open           2.430.000, 9 lines, from
see BLOCKED        8.100.000, 30 lines, from 09/2016 on: looked into
