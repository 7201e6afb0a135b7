# Guards: records that may be one person stand side by side, what differs is
# marked; one person: a request that somebody approves; two people: a note.
sql UPDATE person SET birth_year = 1936 WHERE id = 102
in phong en
key Enter
see 6  Possible duplicates
type 6
row 2 >
row 2 SL0101
row 3 SL0102
key Enter
row 0 Side by side
row 2 *File number        SL0101                      | SL0102
row 3  Full name          Lò Văn Pâng                 | Lò Văn Pâng
see *Identity           050123456                   | 014057000001
see State              on the roll                 | on the roll
see Last paid for      never                       | never
key F2
see 1  The same person; what stays is SL0101
see 3  Two people
# The same: which one stays was said, how one knows is asked.
key 1
see Entry  Merge two files of one person: Lò Văn Pâng
key F10
row -2 How you know is missing
type the wife says so
key F10
see This will happen
see SL0101
key F3
key F3 F10
key F2 3
see How you know:
key Enter
row -2 Something has to be written here.
type father and son
key F10
row -2 Kept: they are two people.
see No two records of your places are alike.
# Both stay: nobody is asked again.
key F3
type 6
see No two records
