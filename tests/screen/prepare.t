# Guards: a month from nothing to closed by keys alone: open the period, make
# the list, look at what the checks found, let it stand, submit, approve after
# reading what was let stand, close; the next one beside it with leave.
unlisted
sql DELETE FROM age_step
sql UPDATE entitlement SET manual = NULL WHERE person_id = 104
sql UPDATE person SET birth_year = 1936, birth_month = NULL, birth_day = NULL WHERE id = 102
in phong en
key Enter
type 3
row 2 There is no payout period yet: F2 opens one.
key F2
see 1  Open the next period
key Enter
see 1  11/2019
see 2  11/2019 - 12/2019, 2 months in one
key Enter
see Open the period 11/2019?
key Enter
row -2 Nothing was done
key F10
row -2 You work in the period 11/2019 now.
row 2 >119    Huyện Thuận Châu                                          not made
key Enter
row -2 There is no list here yet: F2 makes one.
key F2
see 1  Make the list
none Submit
# While it is made keys go on; F3 asks whether to stop.
hold
key Enter
posted 1 list.begin
row -2 Huyện Thuận Châu: making the list, 0 %
key F2
row -2 One list after the other: F3 stops this one.
key F3
see The list is being made. Stop it?
key Enter
row -2 Nothing was done
key F10
release
row -2 Stopped: no list was made.
row 2 not made
# Left by a line that dropped.
sql INSERT INTO job (id, kind, state, staff_id, params, rows, cursor, at) SELECT 999, 'list', 'staging', 37, (SELECT id FROM period) || ' 2 0 10 4 ' || (SELECT max(seq) FROM journal) || ' -1', 0, 0, '2019-11-08T08:00:00'
in phong en
key Enter
type 3
row -2 The list of Huyện Thuận Châu was left at 40 %: F2 goes on with it.
key F2
see 1  Go on with the list that was left
reset
key Enter
bytes 600 made and checked
row -2 Made: 9 people, 3.510.000 dong; checked: 1 to settle, 3 to look at.
|Payment lists                                                     phong  11/2019
| Code   Owner             People          Money   Before   Checks State
|>119/1  Huyện Thuận Châu       9      3.510.000        0      1 ! in preparation
|
|
|
|
|
|
|
|
|
|
|
|
|
|  Ba triệu năm trăm mười nghìn đồng
|
|  From before: 0 lines, 0 dong. Recovered: 0 dong
|  Checked 08/11/2019 08:30: 1 to settle, 3 to look at, 0 accepted
|  Prepared 08/11/2019 08:30, Nguyễn Văn Phong
|
|Made: 9 people, 3.510.000 dong; checked: 1 to settle, 3 to look at.
|F1 help  F2 change  F3 back  Enter findings  F6 period  F8 print  F9 menu
# What must be settled keeps it.
key F2
see 1  Submit for approval
key Enter F10
row -2 1 findings of the checks are open: mend them or accept them with a reason.
key Enter
row 0 Findings  1 to settle, 3 to look at, 0 accepted
row 2 >! Two records?
key F10
see Let it stand
type father and son
key Enter
row -2 Nothing was done
key F10
row -2 Accepted; 0 left to settle.
row 0 0 to settle, 3 to look at, 1 accepted
key F3
row 2        0 in preparation
key F2 Enter F10
row 2 submitted
# The approver reads it first.
in truong en
key Enter
type 3
key F10
row 0 Findings  0 to settle, 3 to look at, 1 accepted
row 2 >= Two records?
row -3 Accepted 08/11/2019 08:30, Nguyễn Văn Phong: father and son
key F10
see This needs your password once more
type demo-truong
key Enter
row -2 Done: the list is approved now.
row 0 Payment lists
row 2 approved
# Nobody has died: no list of funeral support.
in phong en
key Enter
type 3
key F2
type 2
key Enter
row -2 No funeral grant waits for a list.
# The next month waits for this one, or for leave.
in phong en
key Enter
type 3
key F2
see 1  Make a supplement
see 2  Make a list of funeral support
see 3  Close the lists
type 4
see 1  12/2019
type 1
key F10
row -2 You work in the period 12/2019 now.
row 0 12/2019
key F2 Enter
see The list of Huyện Thuận Châu for 11/2019 is not closed yet
in truong en
key Enter
type 3
key F2
type 1
see Leave to go on beside an open list
type Tết
key Enter
type demo-truong
key Enter
row -2 Leave is given: the list may be made.
in phong en
key Enter
type 3
key F2 Enter
row -2 Made: 9 people
# Meanwhile the desks pay the month that it is.
in lan en
key Enter
row 0 11/2019
in phong en
key Enter
type 3
row 0 12/2019
# Other periods, and what each pays.
key F6
row 0 Periods
row 2 > 12/2019       12/2019                     open
row 3  11/2019       11/2019
key Down Enter
row -2 You work in the period 11/2019 now.
row 0 Payment lists
row 2 approved
key F2
type 3
see Close the lists of Huyện Thuận Châu for 11/2019? Not
see collected: 9 people, 10 lines, 3.510.000 dong.
see > F3 = no    CLOSE, Enter = yes
key Enter
row -2 Nothing was done: type CLOSE
key F10
row -2 Nothing was done: type CLOSE
type clos
key Enter
row -2 Nothing was done: type CLOSE
type e
key Enter
row -2 Closed: 1 lists.
row 2 closed
