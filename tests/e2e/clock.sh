#!/bin/bash
# SPDX-License-Identifier: ISC
# The clock of the server goes back by days, jumps, or is weeks ahead after a
# start: nobody is paid, every screen, the log and `check` say so, and it goes
# on by itself when the clock is right, or when the administrator confirms it.
. "$(dirname "$0")/lib.sh"

# shift_to MOMENT: the office's clock reads that moment of UTC from now on
shift_to()
{
	office_set office clock_shift $(($(date -d "$1" +%s) - $(date +%s)))
}
paper() { sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = '$1'"; }
last() { sql "SELECT at FROM journal ORDER BY seq DESC LIMIT 1"; }
logged() { grep -aqE "$1" "$office_log"; }
# pays WHAT CODE / refuses WHAT CODE PATTERN
pays() { as lan pay "$2" >"$work/out" 2>&1; is "$1" $? 0; }
refuses()
{
	as lan pay "$2" >"$work/out" 2>&1
	is "$1" $? 1
	has "$1: says why" "$(cat "$work/out")" "$3"
}
checks() { chitra check >"$work/check" 2>&1; is "$1" $? "$2"; }

small_tables 60
small_init
shift_to 2024-08-20T02:00:00Z
small_table areas
small_table points
small_people
small_table roll
office_start
small_approve
small_period
pays "the clock is right" P0004
checks "check agrees" 0
is "and so says clock" "$(as lan clock >/dev/null 2>&1; echo $?)" 0
office_stop

# --- a dead battery: two days back
shift_to 2024-08-18T02:00:00Z
was=$(last)
office_start
check "the log says so at the start" waits 10 logged 'THE CLOCK: .*18/08/2024.*20/08/2024'
refuses "a command" P0008 '18/08/2024.*20/08/2024'
plays "every screen of who signs in" lan <<END
expect Signed in
expect CLOCK OF THE SERVER WRONG: NOTHING IS PAID
expect but the last entry of the books is
key Enter
expect 1  Payout desk
row 1 CLOCK OF THE SERVER WRONG: NOTHING IS PAID
send 1
expect Today
row 1 CLOCK OF THE SERVER WRONG: NOTHING IS PAID
send $(paper P0008)
quiet 500
key Enter
expect TOTAL
key F10
expect Not paid
expect 18/08/2024
END
is "nobody was paid" "$(paid | cut -d'|' -f1)" 1
is "and no entry has that day" "$(last)" "$was"
checks "check names it" 1
has "by its name" "$(cat "$work/check")" '18/08/2024.*20/08/2024'
out=$(chitra clock accept 18/08/2024 2>&1)
is "not accepted just so" $? 1
has "and why" "$out" -- '--back'
office_stop
# A command that opens the books itself is no way around it.
out=$(chitra user add moi "Cà Thị Mới" paying --points MG1 2>&1)
is "nor without a server" $? 1
shift_to 2024-08-20T02:30:00Z
office_start
pays "set right, it goes on by itself" P0008
checks "check agrees again" 0

# --- it steps while the server runs, and a desk sits there
desk mai mai
sees "mai sits" mai <<'END'
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today
END
sqlite3 "$office_dir/chitra.db" 'UPDATE clock SET ahead = ahead - 600'
refuses "the clock was moved by ten minutes" P0012 'moved by 10 minutes'
sees "the desk hears of it without a key" mai <<'END'
expect CLOCK OF THE SERVER WRONG: NOTHING IS PAID
END
check "the log too" logged 'THE CLOCK: .*moved by 10 minutes'
office_stop
office_start
refuses "a restart of the program is no way around it" P0012 'moved by 10 minutes'
is "only the administrator confirms it" "$(as lan clock accept 20/08/2024 >"$work/out" 2>&1; echo $?)" 1
is "with the day of the calendar" "$(as admin clock accept 21/08/2024 >"$work/out" 2>&1; echo $?)" 1
is "he confirms it" "$(as admin clock accept 20/08/2024 >"$work/out" 2>&1; echo $?)" 0
pays "and it goes on" P0012
check "the log tells" waits 40 logged 'the clock is right again'
is "it is in the journal" "$(sql "SELECT count(*) FROM journal WHERE verb = 'clock.accept'")" 1
office_stop

# --- weeks ahead after a start of the machine
shift_to 2024-09-20T02:00:00Z
office_start
pays "a holiday of the office is none of the clock's" P0016
office_stop
sqlite3 "$office_dir/chitra.db" "UPDATE clock SET boot = 'another'"
shift_to 2024-10-20T03:00:00Z
office_start
refuses "the machine was started anew, a month ahead" P0024 '30 days after the last entry'
office_stop
office_set office clock_ahead_days 40
office_start
pays "the setting says how many days" P0024
checks "check agrees at the end" 0
exit "$failed"
