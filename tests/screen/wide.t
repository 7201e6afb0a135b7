# Guards: what is wider than its column. An amount loses its points before it
# becomes hashes; who collects is listed with the whole day of the end.
in lan vi
sql DROP TRIGGER line_no_update
sql UPDATE line SET amount = 12960000 WHERE person_id = 104
sql INSERT INTO collector (id, person_id, kind, name, identity, valid_from, valid_to) VALUES (9001, 104, 'authorised', 'Nguyễn Thị Thanh Huyền Trang', '014180000999', '2018-01-01', '2019-10-31')
key Enter
type 2
see 12960000
none ####
key F3
type 1
type quang
key Enter
key F4
see được ủy quyền 014180000999 hết hạn 31/10/2019
