# Guards: what people wrote and what is pasted never steers the terminal.
in lan en
key Enter 1
paste \x00\x01\xff\xfe\e[31m\e]0;x\xc2\x9b5i
wait
row 1 Search
key F3
paste \e[200~quang\r\t\e[21~\e[201~
wait
row 1 [quang
see Quàng Thị É
posted 0
key F9
see 1  Payout desk
posted 0
