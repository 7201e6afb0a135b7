# Guards: the lists of the period; approving asks for the password again.
in truong en
key Enter
type 3
see Payment lists
row 2 >
see approved
key F10
row -2 Only a list that was submitted can be approved.
key F2
see Send back to be prepared again
key F3
key F8
see Report
