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
	has "$1: the printer is let go first" "$(tr -d '\000\033' <"$dir/screen.$2")" '\[4i'
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
same_tty "crash" four

# --- nobody
here five nobody
seen "no such login" five 'left [13]'
"$program" "$dir" desk thu </dev/null >"$dir/out" 2>&1
is "no terminal: status" $? 3
exit "$failed"
