# Guards: a death is asked for by who pays, seen in the inbox, searched by
# letters, filtered; it blocks at once, and who pays asks for nothing else.
in lan en
key Enter 2
type quang
wait
key Enter
key F2
see 1  Report a death
see Stop an allowance
see Paid at the point or at home
none Add an entitlement
none Correct
key 1
see Entry  Report a death: Quàng Thị É
# A wrong day is named and nothing is lost; what will happen stands first.
type 9/11/2019
key Enter Tab
type 12/TLKT
key F10
row 2 !
row -2 the day is still to come: 
row 4 [12/TLKT
key Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace
type 5/11/2019
key F10
see This will happen
see - 136.5.5b ends with 11/2019, the last month paid
see blocked at every desk: 1 line of 11/2019, 300.000
key Enter
row -2 F10 does it, F3 goes back to the form.
key F3
none This will happen
row 4 [12/TLKT
key F10 F10
row -2 Request 1 waits for somebody who approves it.
# Back on the person: what waits, and what the desk will not pay.
row 8 Waiting        stop: died, asked 08/11/2019 by Hoàng Thị Lan (No. 1)
see BLOCKED        300.000 of 11/2019
# Twice is one too many, and says who was first.
key F2 1
type 6/11/2019
key F10
see asked for this already
key F3 F10
in phong en
key Enter
type 1
wait
type chong
wait
key Enter
key F2
type delivery
see Nothing fits.
key F3
key F2
type paid at
key Enter
see Entry  Paid at the point or at home
# The inbox: mine and what others ask, with counts and states.
key F9 Enter
key F9
see 5  Changes
type 5
row 1 1 waiting; of your own 0 waiting, 0 rejected
row 3 >stop: died
row 3 Quàng Thị É
row 3 11/2019 08/11 waiting
row -4 No. 1: asked 08/11/2019 08:30, Hoàng Thị Lan
key F7
row 0 all states, only mine
see No request fits.
key F7
row 0 all states
row 3 >stop: died
# Letters search by name; Esc ends it.
type zzz
wait
see No request fits.
key F3
row 3 >stop: died
type quan
wait
row 3 >stop: died
key F3
type quangthie
wait
row 3 >stop: died
key F3
# The filter: words turn or are listed, a place that is none is named.
key F6
see [(all)]
key Down
key F4
type stop
key Enter
see [stop]
type 999
key F10
row -2 999
key Backspace Backspace Backspace
key F10
row 0 stop
row 3 >stop: died
key F6
key Down Down Down
type 12/2019
key F10
row 0 12/2019
see No request fits.
# Monochrome or not, in both languages, it fits 80 columns.
drop
attach vt100 80x24
see No request fits.
in truong vi
key Enter
row 6 (1)
type 4
row 3 Quàng Thị É
reset
key F3
type 4
bytes 420 the inbox
# What others ask meanwhile is counted when one comes back to the menu.
in truong en
key Enter
see Changes (1)
key 1
sql INSERT INTO change (id,kind,person_id,area_id,point_id,name,month,fields,maker_id,made_at) SELECT 900,'delivery',106,area_id,point_id,name,'2019-12','delivery=home',(SELECT id FROM staff WHERE login='phong'),'2019-11-08T09:00:00' FROM person WHERE id=106
key F3
see Changes (2)
key 4
row 3 >change of delivery
