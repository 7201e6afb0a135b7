# Guards: which months may be opened by one; others are asked for and approved by
# somebody else; closed lists are opened again by two people; a desk goes on in
# the period that is open.
in phong en
key Enter
type 3
key F6 F2
see 1  12/2019
see 5  Another month: somebody else approves it
type 5
see Entry  Another period
type 6/2020
key Tab
type 7/2020
key Tab
type thí điểm
key F10
see This will happen
see the period 06/2020 - 07/2020 is opened for the whole office
see 12/2019 stays the next period
key F10
row -2 Request 1 waits
key F3
row 0 Periods
none 06/2020
in tinh en
key Enter
see Changes (1)
type 4
row 3 another period
key Enter
row 0 Request  1  another period
see About                06/2020 - 07/2020
row 7 06/2020
row 8 07/2020
row 9 thí điểm
see the whole office
key F10
type demo-tinh
key Enter
row -2 Done: No. 1
# It is nobody's default, and the next month stays the next.
in phong en
key Enter
row 0 11/2019
type 3
key F6
row 2 06/2020 - 07/2020
key F2
see 1  12/2019
key F3 F3
# Closing the last one before there is another would stop everybody.
key F2
see 4  Open the next period
type 3
type CLOSE
key Enter
row -2 Closed: 1 lists.
in tinh en
key Enter
type 3
row 2 closed
row 3 approved
key Down F2
see 1  Close the lists
key Enter
type CLOSE
key Enter
row -2 No period after 11/2019 is open: nobody could be paid. Open the next one
row 3 approved
key F2
type open the
key Enter Enter
key F10
row 0 12/2019
key F6
key Down Down Enter
row 0 11/2019
key Down F2 Enter
type CLOSE
key Enter
row -2 Closed: 1 lists.
key F6
row 3 12/2019       12/2019                     open
row 4 11/2019       11/2019                     closed
# Opened again by two people.
in phong en
key Enter
type 3
row 0 12/2019
key F6
# Where the periods are, too; of an open one there is nothing to open again.
key F2
none open the lists
key F3
key Down F2
see Ask to open the lists of 11/2019 again
type ask to
key Enter
see Entry  Reopen a period
row 2 [11/2019
key F3
row 0 Periods
key Enter
row 2 closed
key F2
see 1  Ask to open the lists again
key Enter
see Entry  Reopen a period
row 2 [11/2019
row 3 [119
see Huyện Thuận Châu
key Tab Tab
type quên một người
key F10
see lists of Huyện Thuận Châu for 11/2019 that are open again: 1
see the period 11/2019 is open again
key F10
row -2 Request 2 waits
row 2 closed
in truong en
key Enter
type 4
row 3 reopening of a period
key Enter
key F10
type demo-truong
key Enter
row -2 Done: No. 2
in phong en
key Enter
type 3
key F6
row 4 11/2019       11/2019                     open
key Down Enter
row 2 approved
# A desk whose period was closed meanwhile goes on in the one that is open.
in lan en
key Enter 1
row 0 11/2019
type quang
wait
key Enter
see TOTAL
sql UPDATE list SET state = 'closed' WHERE period_id = (SELECT id FROM period WHERE code = '2019-11')
sql UPDATE period SET state = 'closed', closed_at = '' WHERE code = '2019-11'
key F10
see Not paid: Quàng Thị É: The period 2019-11 is closed.
row 0 12/2019
key Enter
see TOTAL
key F10
row -2 Receipt 1: 300.000 to Quàng Thị É
