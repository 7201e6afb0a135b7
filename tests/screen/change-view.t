# Guards: a request is decided by somebody else with the password; rejected with
# a reason, edited, taken back, undone; who edits meanwhile is named.
in phong en
key Enter 1
type quang
wait
key Enter
key F2
type report
key Enter
type 5/11/2019
key Tab Tab
type 12/TLKT
key F10 F10
row -2 Request 1 waits
key F9
type 5
key Enter
row 0 Request  1  stop: died  (waiting)
see Last month paid      11/2019
see Papers               trích lục khai tử 12/TLKT
see If it is approved now:
see - 136.5.5b ends with 11/2019, the last month paid
see When it was asked, this was shown:
see blocked at every desk
# The maker may not decide, but edit and take back.
key F10
row -2 This is not for your role.
key F2
none Approve
see 1  Edit the request
see 2  Take the request back
# Asked in English, read in Vietnamese.
in truong vi
key Enter
key 4
key Enter
see Nếu duyệt lúc này:
see - 136.5.5b hết sau 11/2019, tháng cuối được trả
see Khi đề nghị, đã cho xem điều này:
see bị chặn ở mọi bàn
in truong en
key Enter
reset
key 4
bytes 320 the inbox opens
key Enter
see If it is approved now:
bytes 540 a request with its effects
# Meanwhile the maker edits at another desk.
sql UPDATE change SET version = 2, made_at = '2019-11-08T08:31:00' WHERE id = 1
key F10
type demo-truong
key Enter
row -2 request 1 was changed by Nguyễn Văn Phong at 08:31: look again
see Asked                08/11/2019 08:31
# Rejected with a reason: nothing stays blocked.
key F2
see 1  Approve
see 2  Reject
late
key 2
see Reason:
type paper is missing
key Enter
row -2 Nothing was done
# Typed ahead of the question: a reason makes no answer of it.
hold
key F10
posted 0
release
row -2 Nothing was answered: the question is only now on the screen.
arrived
key F10
row -2 Done: No. 1, Quàng Thị É.
row 0 Changes  waiting
see No request fits.
key F7 F7 Enter
row 0 (rejected)
see rejected             08/11/2019 08:30, Trần Văn Trường  paper is missing
key F10
row -2 This request is decided: rejected.
in phong en
key Enter
see 5  Changes (1)
type 5
row 1 of your own 0 waiting, 1 rejected
# Asked again, edited before it is decided: the form has all that was typed.
key F9 Up
type 1
type quang
wait
key Enter
key F2
type report
key Enter
type 4/11/2019
key F10 F10
row -2 Request 2 waits
key F9
type 5
key Enter
key F2 1
see Entry  Report a death: Quàng Thị É
row 2 [04/11/2019]
key Tab Tab
type 99/TLKT
key F10
see This will happen
key F10
row 0 Request  2  stop: died  (waiting)
see trích lục khai tử 99/TLKT
in truong en
key Enter 4 Enter
key F10
type wrong
key Enter
row -2 The password is wrong.
type demo-truong
key Enter
row -2 Done: No. 2, Quàng Thị É.
key F7 F7 Enter
row 0 (approved)
see What came of it:
key Enter
row 6 died
# A wrong report of death is undone in one request, from the request itself or
# from the person, where it stands first.
in phong en
key Enter
type 5
key F7 Enter
row 0 Request  2  stop: died  (approved)
key F2
see 1  Undo it
key F3
key Enter F2
see 1  Undo No. 2: stop: died
none Report a death
key 1
see Entry  Undo a request: Quàng Thị É
key F10
row 2 !
type another woman of the name
key F10
see - Quàng Thị É is on the roll again
key F10
row -2 Request 3 waits
in truong en
key Enter 4 Enter
see Undoes               request 2 (stop)
key F10
type demo-truong
key Enter
row -2 Done: No. 3
key F7 F7 Enter
row 0 (approved)
key Enter
see Open           300.000, 1 line, from 11/2019 on
none died
# Taken back by who asked.
in lan en
key Enter 2
type chong
wait
key Enter
key F2
type paid at
key Enter
key 1
key F10 F10
row -2 Request 4 waits
key F9
see Changes (1)
type 5
key Enter
key F2
type take
key Enter
see Take this request back?
key Enter
row -2 Nothing was done
key F10
row -2 Done: No. 4
key F7 Enter
row 0 (withdrawn)
none approved now
