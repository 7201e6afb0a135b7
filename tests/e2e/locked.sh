#!/bin/bash
# SPDX-License-Identifier: ISC
# The books while others hold them: `chitra backup` and `check` during payouts,
# a sqlite3 shell with a read transaction, one with the write lock for a while
# and for long.  Nobody is paid twice, whoever was not paid hears it, and the
# office goes on when the lock is gone.
. "$(dirname "$0")/lib.sh"

small_office 2000
office_start
small_period
books=$office_dir/chitra.db

# a shell of the administrator's: keeps what it holds until shell_off
shell_on()
{
	mkfifo "$work/shell"
	sqlite3 "$books" <"$work/shell" >"$work/shell.out" 2>&1 &
	shell_pid=$!
	office_extra+=("$shell_pid")
	exec {shell_fd}>"$work/shell"
	printf '%s\n' "$1" "SELECT 'held';" >&"$shell_fd"
	waits 10 grep -q held "$work/shell.out"
}
shell_off()
{
	echo .quit >&"$shell_fd"
	wait "$shell_pid"
	exec {shell_fd}>&-
	rm -f "$work/shell"
}

# --- backups and checks while two clerks pay
pay_some()
{
	local code
	for code in $(sql "SELECT person.code FROM person JOIN point ON point.id = point_id
	    WHERE point.code = '$2' ORDER BY 1 LIMIT 15"); do
		as "$1" pay "$code" >>"$work/paid.$1" 2>&1
	done
}
pay_some lan MG1 &
clerks=($!)
pay_some mai CB1 &
clerks+=($!)
for n in 1 2 3; do
	chitra backup "$work/copy$n" >"$work/out" 2>&1
	is "backup $n beside payouts" $? 0
	tar -xOf "$work/copy$n" chitra.db >"$work/copy$n.db"
	out=$(sqlite3 -readonly "$work/copy$n.db" "PRAGMA integrity_check; SELECT
	    (SELECT count(*) FROM payout) = (SELECT count(*) FROM standing),
	    (SELECT coalesce(sum(amount), 0) FROM payout) = (SELECT coalesce(sum(total), 0) FROM receipt)")
	is "backup $n is whole" "$out" $'ok\n1|1'
	is "check $n beside payouts" "$(chitra check >/dev/null 2>&1; echo $?)" 0
done
wait "${clerks[@]}"
is "all were paid meanwhile" "$(cat "$work"/paid.* | grep -c '^receipt ')" 30
chitra backup "$work/copy1" >"$work/out" 2>&1
is "a backup over another: status" $? 1
has "a backup over another: says so" "$(cat "$work/out")" 'already there'

# --- a reader that sits on an old state holds up nobody
shell_on 'BEGIN; SELECT count(*) FROM payout;'
out=$(as lan pay P0400)
has "paid beside a long read" "$out" '^receipt 31: '
is "the reader's state is its own" "$(echo 'SELECT count(*) FROM payout;' >&"$shell_fd"
    waits 5 test "$(wc -l <"$work/shell.out")" -ge 3; tail -n 1 "$work/shell.out")" 30
shell_off

# --- the write lock, for a moment: the payout waits for it
shell_on 'BEGIN IMMEDIATE;'
as lan pay P0404 >"$work/out" 2>&1 &
payer=$!
answered() { ! kill -0 "$payer" 2>/dev/null; }
waits 2 answered
is "the payout waits" $? 1
as mai report summary --period $PERIOD >/dev/null 2>&1
is "who only reads does not" $? 0
shell_off
wait "$payer"
is "and is done when the lock is gone" $? 0

# --- for long: not done, said so, nobody paid; afterwards it goes on
desk one mai
number=$(sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = 'P0409'")
sees "a desk with somebody open" one <<END
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today
send $number
quiet 500
key Enter
expect TOTAL
END
shell_on 'BEGIN EXCLUSIVE;'
sees "a lock for long: said at the desk" one <<'END'
key F10
expect Not paid
expect try again
key Enter
expect TOTAL
END
is "nobody was paid" "$(paid | cut -d'|' -f1-3)" '32|32|32'
is "no process died of it" "$(grep -acE 'died|THE DISK' "$office_log")" 0
shell_off
sees "F10 again, when it is gone" one <<'END'
key F10
expect Receipt 33:
END
out=$(as lan pay P0408)
has "and by command" "$out" '^receipt 34: '
is "34 of each" "$(paid | cut -d'|' -f1-3)" '34|34|34'
is "check" "$(chitra check >/dev/null 2>&1; echo $?)" 0

# --- commands of the server beside a running one: they go through its socket
out=$(chitra restore "$work/copy1" 2>&1)
is "no restore under a running server: status" $? 1
has "no restore under a running server: why" "$out" 'in use by process'
out=$("$CHITRA" --config "$office_conf" migrate 2>&1)
is "no migration either" "$(grep -c 'in use by process' <<<"$out")" 1

# --- commands without a server: one after another, nobody is turned away
office_stop
posters=()
for n in 1 2 3 4 5 6 7 8; do
	chitra user enable lan >"$work/poster.$n" 2>&1 &
	posters+=("$!")
done
for n in "${posters[@]}"; do
	wait "$n" || failed=1
done
is "eight commands at once, without a server" "$(cat "$work"/poster.*)" ""
exit "$failed"
