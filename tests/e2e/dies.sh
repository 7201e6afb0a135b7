#!/bin/bash
# SPDX-License-Identifier: ISC
# kill -9 of each process while two clerks are at their desks, and a line that
# goes silent: what was reported paid stays, what was not is said to be not
# paid, nobody else notices, and what was half typed is found again.
. "$(dirname "$0")/lib.sh"

small_office 200
office_start
small_period
name() { sql "SELECT name FROM person WHERE code = '$1'"; }
paper() { sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = '$1'"; }
pid_of() { "$tools/status" "$office_conf" | sed -n "s/^desk of $1 .*pid \([0-9]*\)$/\1/p"; }
line_of() { "$tools/status" "$office_conf" | sed -n "s/^ *[0-9]\{1,\}  .* $1  *channel .*pid \([0-9]*\)$/\1/p"; }

# is_open WHAT DESK CODE: finds the person and opens them, without paying
is_open()
{
	sees "$1" "$2" <<-END
	send $(paper "$3")
	quiet 500
	key Enter
	expect $(name "$3")
	expect TOTAL
	END
}

# pays WHAT DESK CODE RECEIPT
pays()
{
	sees "$1" "$2" <<-END
	send $(paper "$3")
	quiet 500
	key Enter
	expect $(name "$3")
	expect TOTAL
	key F10
	expect Receipt $4:
	END
}

for who in lan mai; do
	desk $who $who
	sees "$who sits" $who <<-'END'
	expect Signed in
	key Enter
	expect 1  Payout desk
	send 1
	expect Today
	END
done
pays "mai pays" mai P0005 1

# --- a transport: the desk waits, and the next line finds it as it was
is_open "lan opens somebody" lan P0004
kill -KILL "$(line_of lan)"
sees "the line is gone" lan <<'END'
quiet 300
respawn
END
pays "mai notices nothing" mai P0009 2
sees "lan's next line finds the same person" lan <<END
expect $(name P0004)
expect TOTAL
row 2 $(paper P0004)
key F10
expect Receipt 3:
END

# --- a line that goes silent and is never closed: taken over from elsewhere
is_open "lan opens the next" lan P0008
sees "the line goes silent" lan <<<'mute on'
desk elsewhere lan
sees "lan finds the same from elsewhere" elsewhere <<END
expect $(name P0008)
expect TOTAL
key F10
expect Receipt 4:
END
is "one desk of lan" "$(pid_of lan | wc -l)" 1

# --- books dies with a payment under way: not paid, and only F10 pays
is_open "lan opens one more" elsewhere P0012
books=$(office_pids books)
kill -STOP "$books"
sees "F10 is pressed, books does not answer" elsewhere <<'END'
key F10
quiet 300
END
kill -KILL "$books"
sees "lan hears that nothing was paid" elsewhere <<END
expect Not paid
expect $(name P0012)
END
is "and nothing was" "$(paid | cut -d'|' -f1-3)" '4|4|4'
sees "the same person is back by Enter, F10 pays" elsewhere <<'END'
key Enter
expect TOTAL
key F10
expect Receipt 5:
END
pays "mai pays through the new books" mai P0013 6

# --- the gate
gate=$(office_pids gate)
kill -KILL "$gate"
pays "mai pays without a gate" mai P0017 7
gate_back() { local p; p=$(office_pids gate) && [ -n "$p" ] && [ "$p" != "$gate" ]; }
check "the gate is back" waits 15 gate_back
out=$(as binh pay P0020 2>&1)
is "and signs in: the refusal of a command" $? 1

# --- a desk
kill -KILL "$(pid_of mai)"
sees "mai hears of it" mai <<'END'
expect ended unexpectedly
respawn
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today 4
END
is_open "lan notices nothing" elsewhere P0016

# --- the listener: everybody signs in again and finds what was half typed
pids=("$(office_pids books)" "$(office_pids gate)" "$(pid_of lan)" "$(pid_of mai)" "$(line_of mai)")
kill -KILL "$office_pid"
gone() { local p; for p in "${pids[@]}"; do ! kill -0 "$p" 2>/dev/null || return 1; done; }
check "the others end by themselves" waits 20 gone
office_restart
sees "lan signs in again and finds the draft" elsewhere <<END
quiet 300
respawn
expect Signed in
key Enter
expect A half-typed form is kept from before: Payout desk
key Enter
expect TOTAL
row 1 Payout desk
expect $(name P0016)
END
is "which paid nothing by itself" "$(paid | cut -d'|' -f1-3)" '7|7|7'
sees "F10 does" elsewhere <<'END'
key F10
expect Receipt 8:
END
is "eight receipts, payouts, that stand" "$(paid | cut -d'|' -f1-3)" '8|8|8'
is "no person twice" "$(sql 'SELECT count(*) FROM (SELECT person_id FROM receipt GROUP BY person_id HAVING count(*) > 1)')" 0

# --- an account is disabled: its desk is told, and closed
chitra user disable lan >"$work/disable" 2>&1
sees "lan reads why" elsewhere <<'END'
expect the account lan is disabled
END
gone() { [ -z "$(pid_of lan)" ]; }
check "and has no desk any more" waits 20 gone
is "check" "$(chitra check >"$work/check" 2>&1; echo $?)" 0
exit "$failed"
