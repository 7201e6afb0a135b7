#!/bin/bash
# SPDX-License-Identifier: ISC
# Two clerks and one person in the same second: one pays, the other hears who,
# when and which receipt, and nothing else changes.  By command, at two desks,
# and with the same posting sent twice over a line that breaks.
. "$(dirname "$0")/lib.sh"

small_office 80
office_start
small_period

# --- by command: eight at a time, ten people
for code in P0004 P0005 P0008 P0009 P0012 P0013 P0016 P0017 P0020 P0021; do
	racers=()
	for n in 1 2 3 4; do
		as lan pay $code >"$work/lan.$n" 2>&1 &
		racers+=("$!")
		as mai pay $code >"$work/mai.$n" 2>&1 &
		racers+=("$!")
	done
	wait "${racers[@]}"
	is "$code: one of eight pays" "$(cat "$work"/{lan,mai}.[1-4] | grep -c '^receipt ')" 1
	is "$code: seven hear who, when and which" "$(cat "$work"/{lan,mai}.[1-4] |
	    grep -cE 'aid by (Lò Thị Lan|Hoàng Thị Mai) .*at [0-9]{2}:[0-9]{2}, receipt [0-9]+')" 7
done
is "ten receipts, ten payouts, ten that stand" "$(paid | cut -d'|' -f1-3)" '10|10|10'

# --- at two desks, both with the person open
name=$(sql "SELECT name FROM person WHERE code = 'P0024'")
paper=$(sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = 'P0024'")
desk one lan
desk two mai
for who in one two; do
	sees "$who: the person is open" $who <<-END
	expect Signed in
	key Enter
	expect 1  Payout desk
	send 1
	expect Today
	send $paper
	quiet 500
	key Enter
	expect TOTAL
	expect $name
	END
done
play one <<<'key F10' & a=$!
play two <<<'key F10' & b=$!
wait $a $b
for who in one two; do
	sees "$who: an answer" $who <<-END
	quiet 1000
	say verdict
	screen
	END
done
cat "$work/screen.one" "$work/screen.two" >"$work/both"
is "one receipt" "$(grep -c '^|Receipt 11: ' "$work/both")" 1
is "one refusal" "$(grep -cE "^\|Not paid: $name: Paid by (Lò Thị Lan|Hoàng Thị Mai) at [0-9]{2}:[0-9]{2}, receipt 11" "$work/both")" 1
is "the refused clerk still has the person" "$(grep -c 'Not paid (Enter opens' "$work/both")" 1
is "eleven of each" "$(paid | cut -d'|' -f1-3)" '11|11|11'
for who in one two; do
	play $who <<<'key F3 F3 F3 F3'
done
is "check" "$(chitra check >"$work/check" 2>&1; echo $?)" 0
exit "$failed"
