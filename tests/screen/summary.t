# Guards: due, paid, rate and the bar; people and money; Enter goes down, at
# the end to the unpaid people, F3 comes up; totals; F8 takes all of it along.
in lan en
key Enter 1
type quan
key Enter
key F10
type e
wait
in tinh en
key Enter 2
|Summary  people                                                    tinh  11/2019
| Name                            Due Paid out   Unpaid At home   Rate 0    100 %
|>Huyện Sông Mã                     3        0        3       0   0,00 ----------
| Huyện Thuận Châu                  9        1        8       0  11,11 #---------
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
|
|
|
|
| TOTAL                            12        1       11       0   8,33 ----------
|
|F1 help  F3 back  Enter communes, points, people  F7 people/money  F8 print
key F7
row 0 Summary  money in dong
row 1 Money due     Money paid   Money unpaid     At home
row 3 Huyện Thuận Châu
row 3 3.540.000        300.000      3.240.000           0
key F7
key Down Enter
see Summary  Huyện Thuận Châu
see Xã Phổng Lăng
key Enter
see Summary  Xã Phổng Lăng
see BĐ-VHX Phổng Lăng
# Below a point: those who have not been paid; F8 prints them.
key Enter
row 0 Roll  by name, 119-02, unpaid
row 2 Giàng A Chống
key F8
see NOT COLLECTED
see 119-02          ]  BĐ-VHX Phổng Lăng
see 11/2019
key F3 F3
key F8
see SUMMARY
see 03724           ]  Xã Phổng Lăng
key F3 F3
row 0 Summary  Huyện Thuận Châu
key F3
row 3 >Huyện Thuận Châu
key F3
see 2  Summary
# A wide window shows people and money at once.
key 2
size 160x40
see Money unpaid
see Unpaid
# Paying staff sees the communes of the points at once.
in lan en
key Enter 3
see Thị trấn Thuận Châu
key F3
see 3  Summary
