# Guards the path that everybody takes: find, open, pay, next; and its bytes.
in lan en
reset
key Enter
see 1  Payout desk
bytes 220 menu
key 1
see Type the first letters of a name
reset
type p
bytes 12 one letter
type ang
none Lò Văn Pâng
wait
bytes 190 match list of two
key Enter
bytes 260 person open
|Payout desk                                                         lan  11/2019
| Search   [pang                                ]               Today 0 people, 0
|>    2 Lò Văn Pâng                     1936 Bản Nà Lanh 2     3456      270.000
|     3 Lò Văn Pâng                  04/1957 Bản Nà Lanh 10    0001      405.000
|
|
|
|
|
| Lò Văn Pâng                              1936  male  050123456
|  Bản Nà Lanh 2, Thị trấn Thuận Châu
|  11/2019  monthly       136.5.5b        270.000
| TOTAL                                   270.000
|  Hai trăm bảy mươi nghìn đồng
| Where    [at the point]  at home   at the counter
| Who      [the person]  guardian   carer   authorised person
|
|
|
|
|
|
|
|F1 help  F2 change  F3 back  Tab where, who  Enter find, open  F10 pay
key F10
bytes 130 paid, ready for the next
row -2 Receipt 1: 270.000 to Lò Văn Pâng
row 1 Today 1 person, 270.000
none TOTAL
cursor 1 11
# Who has something to take stands first; the others say why not.
type pang
wait
row 2 >    3 Lò Văn Pâng
row 2 405.000
row 3     2 Lò Văn Pâng
row 3 already paid
key Down Enter
row 11 paid 08/11/2019 08:30
row 12 Nothing to pay.
row 13 paid 08/11/2019 08:30, Hoàng Thị Lan, receipt 1
# Back at the list the marker moves; a letter starts a new search.
key F3
row 1 [pang
row 3 >    2
key Up Enter
row 9 04/1957
key F3
type q
row 1 [q 
key Backspace
# After a word that nobody has, too; but Backspace corrects it.
type zzz
key Enter
row -2 Nobody fits: fewer
key Backspace
row 1 [zz 
key Enter
type 5
row 1 [5 
key F3
row 1 [ 
# A quick hand needs no list: four letters, Enter on the only one, F10.
reset
type suna
key Enter
see Nobody fits
key Backspace Backspace Backspace Backspace
reset
type quan
key Enter
see 300.000
key F10
row -2 Receipt 2: 300.000 to Quàng Thị É
bytes 420 find, open, pay
# Digits: the number on the list, the last of the identity number.
type 0301
key Enter
row 9 Sùng Thị Dợ
key F3
none TOTAL
cursor 1 15
key F3
key F3
see 1  Payout desk
# Somebody dead is shown as such among the matches, without an amount.
sql UPDATE person SET state = 'dead', state_on = '2019-11-02' WHERE id = 103
in lan en
key Enter 1
type ca
wait
see died
none 675.000
