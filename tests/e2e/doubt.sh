#!/bin/bash
# SPDX-License-Identifier: ISC
# Saved or not: when the answer to a posting is lost, nobody is told "not paid"
# and nobody "paid" before it is known; and what a command prints and its exit
# status never contradict each other, whoever is killed.
#
# 0 done and the receipt on stdout; 1 refused; 4 not known, with the operation id.
. "$(dirname "$0")/lib.sh"
needs make
make -s -C "$top_builddir" tests/tools/slowsync.so || exit 1
broken=$work/broken
export OFFICE_ENV="LD_PRELOAD=$(realpath "$tools")/slowsync.so SLOWSYNC_US=0 SLOWSYNC_FAIL=$broken"

small_office 200
office_start
small_period
name() { sql "SELECT name FROM person WHERE code = '$1'"; }
paper() { sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = '$1'"; }
receipt() { sql "SELECT no FROM receipt JOIN person p ON p.id = person_id WHERE p.code = '$1'"; }
id_of() { grep -oE 'outcome [0-9a-f]{32}' "$1" | head -n 1 | cut -d' ' -f2; }
books_back() { local p; p=$(office_pids books) && [ -n "$p" ] && [ "$p" != "$books" ]; }

# agrees WHAT CODE STATUS OUT ERR: the three say the same, and so do the books
agrees()
{
	local no
	no=$(receipt "$2")
	case $3 in
	0) has "$1: done, with the receipt" "$(cat "$4")" "^receipt ${no:-none}: " ;;
	1) is "$1: refused, nothing printed" "$(cat "$4")" ""
	   is "$1: and nothing is in the books" "$no" "" ;;
	4) is "$1: not known, nothing printed" "$(cat "$4")" ""
	   has "$1: with the id to ask for" "$(cat "$5")" 'not known.*outcome [0-9a-f]{32}' ;;
	*) echo "FAIL: $1: status $3"; cat "$4" "$5"; failed=1 ;;
	esac
}

# told WHAT CODE ERR: the outcome of that id is what the books hold
told()
{
	local id out rc
	id=$(id_of "$3")
	out=$(as "${4:-lan}" outcome "$id" 2>&1)
	rc=$?
	if [ -n "$(receipt "$2")" ]; then
		is "$1: outcome, done" $rc 0
		has "$1: outcome, the receipt" "$out" "receipt=$(receipt "$2")"
	else
		is "$1: outcome, not done" $rc 1
		has "$1: outcome, said" "$out" 'not done'
	fi
}

# --- books dies with a command's posting in it
books=$(office_pids books)
kill -STOP "$books"
as lan pay P0004 >"$work/out" 2>"$work/err" &
cmd=$!
chitra user add vi "Cà Thị Vi" paying --points MG1 >"$work/out2" 2>"$work/err2" &
local_cmd=$!
posts() { [ "$(office_pids transports | wc -w)" -ge 1 ]; }
waits 10 posts
sleep 1 # books is stopped: nothing shows that both have posted
kill -KILL "$books"
wait "$cmd"; agrees "books killed, over ssh" P0004 $? "$work/out" "$work/err"
check "books is back" waits 15 books_back
wait "$local_cmd"; rc=$?
# It waits for the new books and asks them.
is "books killed, a local command hears what became of it" "$((rc == 0))" "$(sql "SELECT count(*) FROM staff WHERE login = 'vi'")"
check "and says so" [ "$rc" -le 1 ]
told "books killed, over ssh" P0004 "$work/err"

# --- the listener is killed under a command that waits for its answer
for go in 1 0; do
	code=P00$((12 + 4 * go))
	books=$(office_pids books)
	kill -STOP "$books"
	as lan pay "$code" >"$work/out" 2>"$work/err" &
	cmd=$!
	waits 10 posts
	sleep 1
	kill -KILL "$office_pid"
	[ $go = 1 ] && kill -CONT "$books" || kill -KILL "$books"
	wait "$cmd"; rc=$?
	agrees "listener killed, books $go" "$code" $rc "$work/out" "$work/err"
	[ $go = 1 ] && is "listener killed, books alive: the command hears of it" $rc 0
	office_restart
	[ $rc = 4 ] && told "listener killed, books $go" "$code" "$work/err"
done

# The children of the listener that are nothing else: commands.
runners()
{
	local known
	known=" $(office_pids books) $(office_pids gate) $(office_pids transports | xargs) $(office_pids desks | xargs) "
	for p in $(cat "/proc/$office_pid/task/$office_pid/children"); do
		[[ $known == *" $p "* ]] || echo "$p"
	done
}

# --- the server is told to stop, or the command is killed, under a posting
for how in stop runner; do
	books=$(office_pids books)
	kill -STOP "$books"
	code=P0028
	[ $how = runner ] && code=P0040
	as lan pay $code >"$work/out" 2>"$work/err" &
	cmd=$!
	waits 10 posts
	sleep 1 # as above
	if [ $how = stop ]; then
		kill -TERM "$office_pid"
	else
		kill -KILL $(runners)
	fi
	wait "$cmd"; rc=$?
	kill -CONT "$books"
	is "$how: not known" $rc 4
	agrees "$how" $code $rc "$work/out" "$work/err"
	[ $how = stop ] && { wait "$office_pid"; office_start; }
	told "$how" $code "$work/err"
done

# --- the listener is killed at any moment from the sign-in on
for at in 0.05 0.10 0.14 0.17 0.20 0.24 0.30; do
	code=$(printf 'P%04d' $((44 + 4 * 10#${at#0.})))
	as lan pay "$code" >"$work/out" 2>"$work/err" &
	cmd=$!
	sleep "$at" # not a wait: the moment
	kill -KILL "$office_pid"
	wait "$cmd"; rc=$?
	case $rc in
	255) is "killed at $at: before the sign-in" "$(cat "$work/out")" "" ;;
	*) agrees "killed at $at" "$code" $rc "$work/out" "$work/err" ;;
	esac
	office_restart
	[ $rc = 4 ] && told "killed at $at" "$code" "$work/err"
done

# --- a whole file is read, or nothing: a killed listener is no end of input
head -n 3 "$work/roll.csv" | sed 's/P000/Q000/' >"$work/more.csv"
mkfifo "$work/pipe"
as phong import roll - <"$work/pipe" >"$work/out" 2>"$work/err" &
cmd=$!
exec {pipe}>"$work/pipe"
cat "$work/more.csv" >&"$pipe"
waits 10 posts
sleep 1
kill -KILL "$office_pid"
sleep 1
exec {pipe}>&-
wait "$cmd"; rc=$?
check "a cut import is not reported as done" [ "$rc" -ne 0 ]
is "and nothing of it stands" "$(sql "SELECT count(*) FROM person WHERE code LIKE 'Q000%'")" 0
office_restart

# --- an fsync fails under a payment of a desk and of a command
desk lan lan
sees "lan opens somebody" lan <<END
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today
send $(paper P0032)
quiet 500
key Enter
expect $(name P0032)
expect TOTAL
END
# A checkpoint follows the last commit within a second: not that is to fail.
sleep 2
: >"$broken"
sees "F10: neither paid nor not paid" lan <<END
key F10
expect hand over no money, take none back
row 1 NOT KNOWN WHETHER PAID: $(name P0032)
END
as mai pay P0024 >"$work/out" 2>"$work/err"
agrees "after the failure" P0024 $? "$work/out" "$work/err"
check "the log names the operation" grep -aqE 'NOT KNOWN.*pay of staff.*chitra outcome [0-9a-f]{32}' "$office_log"
chitra check >"$work/out" 2>"$work/err"
is "check: books that save nothing do not agree" $? 1
has "and what to do" "$(cat "$work/err")" 'repair the disk, then restart'
is "no \"all agrees\"" "$(cat "$work/out")" ""
rm "$broken"
books=$(office_pids books)
kill -KILL "$books"
check "books is back" waits 15 books_back
if [ -n "$(receipt P0032)" ]; then
	want="Receipt $(receipt P0032):"
else
	want='Not paid:'
fi
sees "the desk asks by itself and tells: $want" lan <<END
expect $want
END

# --- the same, and the whole server is restarted
sees "lan opens the next" lan <<END
key F3 F9
send 1
expect Today
send $(paper P0036)
quiet 500
key Enter
expect $(name P0036)
expect TOTAL
END
sleep 2
: >"$broken"
sees "F10: not known" lan <<END
key F10
expect hand over no money, take none back
row 1 NOT KNOWN WHETHER PAID: $(name P0036)
END
rm "$broken"
office_stop
office_start
if [ -n "$(receipt P0036)" ]; then
	want="$(name P0036) was paid: receipt $(receipt P0036),"
else
	want="$(name P0036) was not paid."
fi
sees "the next sign-in tells: $want" lan <<END
quiet 300
expect the next sign-in tells what became of it
respawn
expect Signed in
expect $want
key Enter
expect $want
END

# --- a command over ssh; it is signed in when the disk fails
as phong import roll - <"$work/pipe" >"$work/out" 2>"$work/err" &
cmd=$!
exec {pipe}>"$work/pipe"
waits 10 posts
sleep 2
: >"$broken"
cat "$work/more.csv" >&"$pipe"
exec {pipe}>&-
wait "$cmd"
agrees "the fsync fails under an import" Q0001 $? "$work/out" "$work/err"
rm "$broken"
office_stop
office_start
told "after the restart" Q0001 "$work/err" phong
echo 'code,name,unit,unit_name,commune,place
MG2,Điểm Mường Giàng 2,BD118,Bưu điện Quỳnh Nhai,03682,Trụ sở xã' >"$work/point.csv"
before=$(sql "SELECT count(*) FROM journal WHERE verb = 'import.finish'")
chitra import points "$work/point.csv" >/dev/full 2>"$work/err"
is "what was done cannot be printed: not as if nothing had been done" $? 4
has "and says so" "$(cat "$work/err")" 'was done all the same'
is "it is in the books" "$(sql "SELECT count(*) FROM journal WHERE verb = 'import.finish'")" $((before + 1))
chitra report >/dev/full 2>/dev/null
is "a report that cannot be printed" $? 1
office_stop
: >"$broken"
env $OFFICE_ENV "$CHITRA" --config "$office_conf" user add vui "Cà Thị Vui" paying --points MG1 >"$work/out" 2>"$work/err"
rc=$?
rm "$broken"
is "no server, the fsync fails: not known" $rc 4
is "and nothing printed" "$(cat "$work/out")" ""
out=$(chitra outcome "$(id_of "$work/err")" 2>&1)
is "outcome knows" "$(($? == 0))" "$(sql "SELECT count(*) FROM staff WHERE login = 'vui'")"
is "nobody was paid twice" "$(sql 'SELECT count(*) FROM (SELECT person_id FROM receipt GROUP BY person_id HAVING count(*) > 1)')" 0
is "check" "$(chitra check >"$work/check" 2>&1; echo $?)" 0
exit "$failed"
