# Guards: of the dead an heir collects, written down with name, paper and
# certificate; the desk says so before F10, and offers nobody else.
sql UPDATE person SET state = 'dead', state_on = '2019-11-05' WHERE id = 106
in lan en
key Enter 1
type chong
key Enter
see died 05/11/2019
see [heir]  organiser of the funeral
none guardian
hold
key F10
row -2 Who collects for the dead? Tab to who collects
posted 0
release
key Tab Tab Right
row -2 Nobody is registered as organiser of the funeral. It stays: heir.
see [heir]  organiser of the funeral
key Left Enter
see Full name:
type Giang A Sua
key Enter
see Number of the identity paper shown:
type 050111222
key Enter
see Number of the death certificate:
type 12/TLKT
key Enter
see Giang A Sua  050111222  12/TLKT
key F10
row -2 Receipt 1
# One on record is taken by itself.
sql UPDATE person SET state = 'dead', state_on = '2019-11-05' WHERE id = 107
sql INSERT INTO collector (id, person_id, kind, name, identity, letter, valid_from) VALUES (609, 107, 'heir', 'Sùng A Tủa', '050200999', '9/XN', '2019-11-06')
type do
wait
key Enter
see Sùng A Tủa  050200999  9/XN
key F10
row -2 Receipt 2
