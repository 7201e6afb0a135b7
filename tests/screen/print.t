# Guards: F8 prints what is on the screen by a process of its own, whose outcome
# is said when it comes; through the terminal the pages go in pieces, the screen
# is as before afterwards, and the person is asked whether they came out; a
# terminal without a printer says so at once.
in tinh en
key Enter 2
key F8
row 4 SUMMARY OF PAYOUTS
see Printer of this terminal, 80 columns
key Down Down Down
key F4
see Printer of this terminal, 132 columns
key F3
key F10
see Did it print?
see 1 page was sent to the printer of this terminal.
row 0 Summary
type 2
key Enter
row -2 A page from 1 to 1.
key Backspace
type 1
key Enter
see Did it print?
key Enter
none Did it print?
row 3 Huyện Thuận Châu
# No such page: nothing is sent.
key F8
key Down Down Down Down
type 7
key F10
row -2 the report has 1 page
attach linux 80x24
key F10
see has no printer of its own
row 4 SUMMARY OF PAYOUTS
attach tmux-256color 80x24
key F10
see inside tmux or screen the pages would land on the screen
key F3
# A printer of the office that takes its time: the desk goes on meanwhile.
attach xterm-256color 80x24
hold
key F8
key Down Down Down Left
see Printer of the office
key F10
row -2 Printing on paper. A line here tells when it is done.
row 0 Summary
key Down
release
row -2 Sent: 1 page to paper.
key F8
see Sent: 1 page to paper.
key F3
# Given up while the pages were made: they go nowhere.
hold
key F8
key Down Down Down Right
key F10
see The pages are being made. F3 gives it up.
type x
key F10 Down
see The pages are being made. F3 gives it up.
key F3
release
none Did it print?
row 0 Summary
in lan en
key Enter 2
key F6 Tab
type 119-01
key F10
key F8
see PAYMENT LIST
see [119-01
# The printer used last is the first choice of the next time; F9 leaves small
# windows for the menu.
in tinh en
key Enter 2 F8
see Printer of this terminal
key Down Down Down Left
see Printer of the office
key F10
key F8
see Printer of the office
key Down Down Down F4
key F9
none SUMMARY OF
see 2  Summary
# The inbox offers its own report, with months and days to choose.
in truong en
key Enter
type 4
row 0 Changes
key F8
row 4 INCREASES AND DECREASES OF BENEFICIARIES
see Months
see Days ahead
key Down Down Down Down Down
type 02/2020..11/2019
key F10
row -2 the first month is after the last
none Did it print?
