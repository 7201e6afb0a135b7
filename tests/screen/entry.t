# Guards: a person is added through the form of forms/person.ini; F5 repeats,
# F4 lists, errors name their field, a draft survives the desk.
in phong en
key Enter
see 4  Add a person
type 4
see Entry  Person
row 3 Full name        *[
key F10
row 3 !
row -2 Full name
key F1
see As on the identity paper
key F3
type Lò Thị Xoan
key Tab Tab Tab
key 1
see [1 Female]
key Enter
type 1950
key Enter
# A number that fills its field is seen whole, and one more is refused.
type 014150001234
row 8 [014150001234]
type 5
row -2 The field is full.
row 8 [014150001234]
key Enter Enter
# A code that nothing has is said at once.
type 99999
key Enter
row 10 !
row -2 Commune: there is no code 99999; F4 lists them by name.
key Backspace Backspace Backspace Backspace Backspace
# The commune by its list: with one district in the scope its communes at once.
key F4
see Communes (2)
see Xã Phổng Lăng
type phong
key Enter
see [03724     ] Xã Phổng Lăng
type Bản Nong
key Enter
key F4
see 119-02
key Enter
see [119-02
# The desk ends here: the form is offered again.
restart
key Enter
see A half-typed form is kept from before: Person.
key Enter
row 3 [Lò Thị Xoan
see [1 Female]
see [Bản Nong
key F10
row -2 Saved.
# The next record is empty, and F5 takes the village of the last one.
none Xoan
key Tab Tab Tab Tab Tab Tab Tab Tab Tab
key F5
see [Bản Nong
key F9
see Throw away what was typed?
key F3
see [Bản Nong
key F3
see Throw away what was typed?
key Enter
see 4  Add a person
restart
key Enter
none half-typed
