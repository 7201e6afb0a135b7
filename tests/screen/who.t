# Guards: a living desk takes over what changed about its person, without a new
# sign-in: role, points, and that somebody else set the password.
in lan en
key Enter 1
type quan
key Enter
row 9 Quàng Thị É
# Nothing changed: nothing is touched.
who
row 9 Quàng Thị É
row 1 [quan
# A point is taken from her: whoever is open from there is closed, what was
# typed is asked about and may be gone on with.
sql DELETE FROM staff_point WHERE staff_id = 31 AND point_id = 21
who
none Quàng Thị É
see What you may do and see was changed; you are: paying staff.
see A half-typed form is kept from before: Payout desk, quan. Go
key Enter
row 1 [quan
none Quàng Thị É
none 300.000
# A person at a point that she keeps is offered again, with the name.
key F9 1
type chong
key Enter
see Giàng A Chống
sql INSERT INTO staff_point (staff_id, point_id) VALUES (31, 23)
who
see A half-typed form is kept from before: Payout desk, Giàng
key Enter
see Giàng A Chống
posted 0
# Another role: its menu, its keys, from the next key on; the desk's draft is
# not for it.
sql UPDATE staff SET role = 'controller' WHERE id = 31
who
see you are: controller
none half-typed
none Payout desk
see 1  Roll
key 1
see Roll
sql UPDATE staff SET role = 'paying' WHERE id = 31
who
see 1  Payout desk
# Said once, however often it changes.
sql UPDATE staff SET role = 'controller' WHERE id = 31
who
sql UPDATE staff SET role = 'paying' WHERE id = 31
who
row -2 What you may do and see was changed; you are: paying staff.
none Roll of
# And back: what was typed then is still there.
see A half-typed form is kept from before: Payout desk, Giàng
key F3
# A posting under way is answered on its screen, then it is closed.
key 1
type chong
key Enter
hold
key F10
posted 1 pay
sql UPDATE staff SET role = 'controller' WHERE id = 31
who
row 0 Payout desk
release
see 1  Roll
see Not paid: Giàng A
see you are: controller
none Payout desk
# The password was set by somebody else: before anything else, on what is open.
key 1
see Lò Văn Pâng
must yes
see Your password was chosen by the administrator
see Change password
key F9
see Change password
drop
attach xterm 80x24
see Change password
# The gate's word on the next sign-in (a key) is that it need not be.
must no
none Change password
see Lò Văn Pâng
must yes
key F3
left The password was not changed.
# Disabled: it ends, and says why.
in lan en
key Enter
sql UPDATE staff SET active = 0 WHERE id = 31
who
left the account lan is disabled
