# Guards rule 9 of the house: what stands in the books steers no terminal, even
# when it got there past every verb (ESC, BEL, a line break, C1, bidi).
in lan en
sql UPDATE person SET name = 'Lò' || char(27) || '[2J' || char(155) || '5i' || char(8238) || ' Pâng', village = 'Bản' || char(10, 7) || ' 2', phone = char(27) || 'c', note = char(27) || ']0;x' || char(7) WHERE id = 101
sql UPDATE area SET name = 'Xã' || char(27) || '[5i' || char(8295) WHERE id = 11
sql UPDATE point SET name = 'Bưu' || char(27, 155) || 'cục' WHERE id = 21
key Enter 1
type SL0101
key Enter
wait
see Lò?[2J?5i? Pâng
key F3
key F9 2
see Lò?[2J?5i? Pâng
see Bản?? 2
