# Guards: F8 prints what is on the screen; through the terminal, in pieces, with
# the screen as before afterwards; a terminal without a printer says so.
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
row -2 Sent to the printer.
row 0 Summary
row 3 Huyện Thuận Châu
attach linux 80x24
key F8
key F10
see has no printer of its own
row 4 SUMMARY OF PAYOUTS
key F3
in lan en
key Enter 2
key F6 Tab
type 119-01
key F10
key F8
see PAYMENT LIST
see [119-01
