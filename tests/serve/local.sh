#!/bin/bash
# SPDX-License-Identifier: ISC
# The desk on the terminal in front of you: beside a running server and alone,
# with the terminal as it was on every way out.
. "$(dirname "$0")/lib.sh"

ini
host || { echo "FAIL: no server"; cat "$dir/log"; exit 1; }
echo demo-thu >"$dir/password"

# here NAME ARG...: the local desk on a terminal; afterwards its settings.
here()
{
	local name=$1
	shift
	desk "$name" "stty -a >$dir/before; $program $dir desk $*; rc=\$?; stty -a >$dir/after; echo left \$rc"
}

same_tty()
{
	is "$1: the terminal is as before" "$(diff "$dir/before" "$dir/after")" ""
}

# --- beside the server
here one thu
seen "the owner sits at a desk" one 'staff 2 \[\] .* 80x24: hello'
say one abc
seen "keys" one '\[abc\]'
say one .
seen "posts through the server" one 'answer ok'
say one '?'
seen "the gate answers" one 'gate says ok'
kill -KILL "$(pid_of books)"
posts_again()
{
	wipe one
	say one .
	waits 2 grep -aq 'answer ok' "$dir/screen.one"
}
waits 20 posts_again && echo "ok: it finds the new books" || { echo "FAIL: no books"; failed=1; }
say one q
seen "leaves" one 'left 0'
has "and says so" "$(tr -d '\000' <"$dir/screen.one")" goodbye
same_tty "leaving" one

# --- without a login: the administrator's
here two
seen "the administrator" two 'staff 3 .* hello'
kill -TERM "$(pgrep -P "$(pgrep -P "${pid_of_desk[two]}" | head -n 1)" -x serve_host | head -n 1)"
seen "SIGTERM" two 'left 0'
same_tty "SIGTERM" two
has "status tells who is here" "$(status)" '^books *ready'
host_end

# --- alone
here three thu
seen "alone, with the draft" three 'staff 2 \[abc\] .* hello'
say three d.
seen "posts to books of its own" three 'answer ok'
say three '?'
seen "and asks a gate of its own" three 'gate says ok'
host 2>/dev/null && { echo "FAIL: a server beside it"; failed=1; }
[ -n "$host_pid" ] && wait "$host_pid"
is "a server is refused meanwhile" $? 3
host_pid=
say three q
seen "leaves" three 'left 0'
same_tty "alone" three

# --- a desk that crashes
here four thu
seen "again" four 'staff 2 \[abcd\] .* hello'
say four '!'
seen "a crash" four 'left [0-9]'
seen "which is said" four 'ended unexpectedly'
same_tty "crash" four

# --- in the middle of a job for the printer behind the terminal: it is let go
# before any word
gives()
{
	local bytes
	bytes=$(tr '\033\r\n' '~| ' <"$dir/screen.$2" | sed 's/.*~\[5iPRINTED//')
	has "$1: the terminal is given back" "$bytes" \
	    '\|~\[4i~\[\?2004l~\[\?1l~>~\[m~\[\?1049l(~\[\?25h)?\| [^~]*left'
}
# outer: the pid of the local desk on that terminal
outer()
{
	pgrep -P "$(pgrep -P "${pid_of_desk[$1]}" | head -n 1)" -x serve_host | head -n 1
}
for how in TERM HUP INT ABRT desk; do
	here "p$how" thu
	seen "$how: a desk" "p$how" 'hello'
	say "p$how" '%'
	seen "$how: a job" "p$how" 'PRINTED'
	if [ "$how" = desk ]; then
		say "p$how" '!'
	else
		kill "-$how" "$(outer "p$how")"
	fi
	seen "$how: ends" "p$how" 'left [0-9]'
	gives "$how" "p$how"
	same_tty "$how" "p$how"
done
ini
host || { echo "FAIL: no server"; failed=1; }
for how in listener books; do
	here "p$how" thu
	seen "$how: a desk" "p$how" 'hello'
	say "p$how" '%'
	seen "$how: a job" "p$how" 'PRINTED'
done
kill -KILL "$(pid_of books)"
say pbooks q
seen "dead books: leaves" pbooks 'left 0'
gives "dead books" pbooks
host_end
say plistener q
seen "ended server: leaves" plistener 'left 0'
gives "ended server" plistener

# --- nobody
here five nobody
seen "no such login" five 'left [13]'
"$program" "$dir" desk thu </dev/null >"$dir/out" 2>&1
is "no terminal: status" $? 3
exit "$failed"
