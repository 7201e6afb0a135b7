# Guards: the lists of the period; only what fits their state is offered; who
# prepared, who approves, with the password again.
draft 119
in truong en
key Enter
type 3
key F2
row -2 There is nothing for you to change on a list that is in preparation.
in phong en
key Enter
type 3
row 2 in preparation
row -3 
none Approved
key F2
see Submit for approval
none  Approve
key Enter
see Huyện Thuận Châu: 9 people, 3.540.000 dong
key Enter
row -2 Nothing was done: F10 does it
row 2 in preparation
key F10
row -2 Done: the list is submitted now.
row 2 submitted
in truong en
key Enter
type 3
row 2 submitted
# Sent back with a reason, submitted again, approved by somebody else.
key F2
see Send back to be prepared again
see Approve
key Enter
see Reason:
key F10
row -2 Something has to be written here.
type two are missing
key Enter
row 2 submitted
key F10
row 2 in preparation
in phong en
key Enter
type 3
key F2 Enter F10
row 2 submitted
in truong en
key Enter
type 3
key F10
row 0 Findings
row -2 
key F10
see This needs your password once more
type wrong
key Enter
row -2 The password is wrong.
type demo-truong
key Enter
row -2 Done: the list is approved now.
row 2 approved
row -3 Approved
row -4 Prepared
key F10
row -2 Only a list that was submitted can be approved.
# What is approved can only be closed.
key F2
see 1  Close the lists
none 2  
key F3
key F8
see Report
# Who prepares for a commune only looks at the list of the district.
sql UPDATE staff SET area_id = 12 WHERE login = 'phong'
in phong en
key Enter
type 3
row 2 >119/1  Huyện Thuận Châu
key F2
see 1  Open the next period
none 2  
sql UPDATE staff SET area_id = 2 WHERE login = 'phong'
# The province sees all owners and their sum.
in tinh en
key Enter
type 3
row 2 >119/1  Huyện Thuận Châu       9      3.540.000        0          approved
row 3  126    Huyện Sông Mã                                             not made
row 0 Payment lists    
sql INSERT INTO list (id, period_id, owner_id, seq, lines, people, total, digest, prepared_by, prepared_at) SELECT 999, id, 3, 1, 0, 2, 540000, zeroblob(32), 41, '2019-11-08T08:00:00' FROM period
in tinh en
key Enter
type 3
row 0 Payment lists  2 of 2, 11 people, 4.080.000 dong
