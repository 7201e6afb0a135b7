# Guards: a person is asked for through a form of forms/; F5 repeats, F4 lists,
# errors name their field, effects stand before the posting, a draft survives
# the desk.
in phong en
key Enter
see 4  Add a person
type 4
see Entry  A new person
row 2 Full name        *[
# Enter on a field that must be filled says so at once; F10 too.
key Enter
row 2 !
row -2 Full name is missing
key F10
row 2 !
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
row 7 [014150001234]
type 5
row -2 The field is full.
row 7 [014150001234]
key Enter Enter
# A code that nothing has is said at once.
type 99999
key Enter
row 9 !
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
key Tab Tab
type 136.5.5b
key Enter
see [136.5.5b
see 80 tu
type 122019
key Enter Enter
type 12/QD
key Enter
type 1/11/2019
# The desk ends here: the form is offered again.
restart
key Enter
see A half-typed form is kept from before: A new person.
key Enter
row 2 [Lò Thị Xoan
see [1 Female]
see [Bản Nong
# What will happen is shown, and nothing is lost by going back.
key F10
see This will happen
see Lò Thị Xoan
posted 0
key F3
none This will happen
row 2 [Lò Thị Xoan
# The first F10 only looks; with the books away nothing is lost; the second
# posts, once.
hold
key F10 F10
posted 1 change.preview
release
see This will happen
down
key F10
row -3 nothing was posted
row 2 [Lò Thị Xoan
up
key F10
hold
key F10
posted 1 change.ask
key F10
posted 1 change.ask
release
row -2 Request 1 waits for somebody who approves it.
# The next record is empty, and F5 takes the village of the last one.
none Xoan
key Tab Tab Tab Tab Tab Tab Tab Tab
key F5
see [Bản Nong
key F9
see Throw away what was typed?
key F3
see [Bản Nong
key F3
see Throw away what was typed?
key Enter
row -2 Nothing was done
key F10
see 4  Add a person
restart
key Enter
none half-typed
