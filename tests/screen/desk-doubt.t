# Guards: of a payment whose answer is lost nobody says paid or not paid; every
# screen says so until books can tell, and only F10 pays.
in lan en
key Enter 1
type quan
key Enter
hold
key F10
unknown
row 0 NOT KNOWN WHETHER PAID: Quàng Thị É
see hand over no money, take none back
none Not paid
none Receipt
# The same person once more: not before it is known.
type quan
wait
key Enter
row 9 Quàng Thị É
key F10
posted 0
see not known yet whether paid
# It stands on every other screen.
key F9
row 0 NOT KNOWN WHETHER PAID: Quàng Thị É
key F1
row 0 NOT KNOWN WHETHER PAID: Quàng Thị É
key F3
down
up
posted 1 outcome
release
none NOT KNOWN
see Quàng Thị É was not paid.
# In the desk that posted: the same words as ever.
key 1
type sua
key Enter
row 9 Sua
hold
key F10
down
row 0 NOT KNOWN WHETHER PAID: Sua
see hand over no money
lose
up
posted 1 outcome
release
none NOT KNOWN
see Not paid: Sua
key Enter
row 9 Sua
key F10
see Receipt 1: 
# A desk that ends meanwhile: the next sign-in asks and tells.
type lo
key Enter Enter
row 9 Lò
hold
key F10
unknown done
row 0 NOT KNOWN WHETHER PAID: Lò
restart
see Signed in
row 0 NOT KNOWN WHETHER PAID: Lò
posted 1 outcome
release
see was paid: receipt 2
none NOT KNOWN
none half-typed
key Enter
see was paid: receipt 2
restart
key Enter
none was paid
none half-typed
# Posted, not answered and not done when the desk ended; the half-typed search
# is kept beside it.
key 1
type ca
key Enter
row 9 Cà
hold
key F10
type vang
lose
restart
posted 1 outcome
release
see Signed in
see was not paid
key Enter
see half-typed form is kept from before: Payout desk, vang
see was not paid
