# Guards: the findings of a list as things to do: what must be settled first,
# counts by kind, F6 shows one kind, Enter opens the person, F10 lets stand.
unlisted
people 60
sql DELETE FROM age_step
sql UPDATE entitlement SET manual = NULL WHERE person_id = 104
sql UPDATE person SET birth_year = 1936, birth_month = NULL, birth_day = NULL WHERE id = 102
sql UPDATE person SET birth_year = 1910 WHERE id = 104
sql DELETE FROM identity WHERE person_id > 1000 AND person_id % 2 = 0
in phong en
key Enter
type 3
key F2 Enter Enter F10
key F2 Enter
row -2 checked: 1 to settle, 34 to look at.
reset
key Enter
bytes 900 the findings
row 0 Findings  1 to settle, 34 to look at, 0 accepted
row 2 >! Two records?
row 3  .
row -6 Lò Văn Pâng  1936  SL0101  Thị trấn Thuận Châu
row -5 same as SL0102, Thị trấn Thuận Châu?
# Both records side by side; the request that mends the marked one.
key Enter
see SL0101
see SL0102
key F3
row 0 Findings
# One row costs little.
reset
key Down
bytes 120 one row down
key PgDn
row 2 >.
key End
key Down
row -2 This is the end.
key Home
row 2 >! Two records?
# By kind.
key F6
see 1  To settle and to look at (35)
see 2  Two records? (1)
see 4  Very old (1)
see 5  No identity (32)
none Accepted
type 4
row 2 >. Very old
row 2 109 years old: has somebody seen them?
row 3 
# Enter opens whom it is about.
key Enter
see Quàng Thị É
see SL0104
key F3
row 0 Findings
key F2
see Report a death
key F3
row 0 Findings
# What stands, stands with a reason; it is no more to be done.
key F5
row -2 Give the first reason with F10.
key F10
see Let it stand
key Enter
row -2 Something has to be written here.
type seen at home
key Enter
row -2 Nothing was done
key F10
row -2 Accepted; 1 left to settle.
row 2 >= Very old
row -3 Accepted 08/11/2019 08:30, Nguyễn Văn Phong: seen at home
# F5: for the same reason.
key F6
type 5
# It asks, with the reason filled in: nothing is posted by one key.
hold
key F5
posted 0
release
see [seen at home
key F10
row -2 Accepted; 1 left to settle.
row 2 >= No identity
row -3 Accepted 08/11/2019 08:30, Nguyễn Văn Phong: seen at home
key F6
type 1
none Very old
key F6
see Accepted (2)
key F3
# A list in the hands of others is only read.
in tinh en
key Enter
type 3
key Enter
row 0 Findings
see Two records?
key F10
row -2 This is not for your role.
