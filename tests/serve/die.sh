#!/bin/bash
# SPDX-License-Identifier: ISC
# kill -9 of each process at a time: the others go on, what was saved is saved,
# and who was at a terminal hears what happened or notices nothing.
. "$(dirname "$0")/lib.sh"

ini
host || { echo "FAIL: no server"; cat "$dir/log"; exit 1; }
echo demo-thu >"$dir/password"
me=lan@127.0.0.1

desk lan ssh -tt "${by_key[@]}" "$me"
seen "lan sits" lan 'staff 1 .* hello'
desk thu ssh -tt "${by_password[@]}" thu@127.0.0.1
seen "thu sits" thu 'staff 2 .* hello'

# --- a desk
say thu abc
seen "thu types" thu '\[abc\]'
kill -KILL "$(pid_of desk of thu)"
seen "thu hears of it" thu 'session ended unexpectedly'
logged "the log too" 'the desk of thu died \(signal 9'
say lan a
seen "lan notices nothing" lan '\[a\]'
desk again ssh -tt "${by_password[@]}" thu@127.0.0.1
seen "thu signs in again" again 'staff 2 .* hello'
# A desk that crashes by itself, and one that hangs.
say again '!'
seen "a crash is heard" again 'session ended unexpectedly'
desk hang ssh -tt "${by_password[@]}" thu@127.0.0.1
seen "a desk" hang 'staff 2 .* hello'
say hang '^'
desk new ssh -tt "${by_password[@]}" thu@127.0.0.1
seen "a desk that hangs is replaced" new 'staff 2 .* hello'
logged "and killed" 'the desk of thu hangs'

# --- books
before=$(pid_of books)
kill -KILL "$before"
logged "books is started again" 'books died \(signal 9'
books_new()
{
	local p
	p=$(pid_of books)
	[ -n "$p" ] && [ "$p" != "$before" ] && status | grep -q '^books *ready'
}
waits 15 books_new && echo "ok: books is back" || { echo "FAIL: books"; failed=1; }
wipe lan
say lan .
seen "lan posts to the new one" lan 'answer ok'
out=$(timeout 20 ssh "${by_key[@]}" "$me" draft z 2>/dev/null)
is "a command posts" "$out" ok

# --- the gate
before=$(pid_of gate)
kill -KILL "$before"
logged "the gate is started again" 'gate died \(signal 9'
gate_new()
{
	local p
	p=$(pid_of gate)
	[ -n "$p" ] && [ "$p" != "$before" ] && status | grep -q '^gate *ready'
}
waits 15 gate_new && echo "ok: the gate is back" || { echo "FAIL: gate"; failed=1; }
wipe new
say new '?'
seen "a desk asks the new one" new 'gate says ok'
out=$(timeout 20 ssh "${by_password[@]}" thu@127.0.0.1 who 2>/dev/null)
is "a sign-in by the new one" "$out" "2 thu 127.0.0.1 0 1"

# --- a line
kill -KILL "$(pid_of line lan)"
logged "lan's desk waits" 'lan: the desk waits'
wipe new
say new b
seen "thu notices nothing" new '\[.*b\]'
desk back ssh -tt "${by_key[@]}" "$me"
seen "lan comes back to the same screen" back 'staff 1 \[.*a\].*answer ok'

# --- the listener: everybody signs in again and finds the draft
say back ' before the end'
seen "half typed" back 'before the end\]'
desks="$(pid_of desk of lan) $(pid_of desk of thu)"
services="$(pid_of books) $(pid_of gate)"
host_end KILL
seen "the person hears of it" back 'server has stopped'
all_gone()
{
	local p
	for p in $desks $services; do
		! kill -0 "$p" 2>/dev/null || return 1
	done
}
waits 15 all_gone && echo "ok: all others end by themselves" ||
    { echo "FAIL: $(ps -o pid,args -p "${desks// /,},${services// /,}")"; failed=1; }
host || { echo "FAIL: no start after the crash"; exit 1; }
desk last ssh -tt "${by_key[@]}" "$me"
seen "the draft is found" last 'before the end\] .* hello'
host_end
is "SIGTERM: status" "$host_status" 0

# --- a start at once after a crash waits for what the old one still holds
host || exit 1
desk quick ssh -tt "${by_key[@]}" "$me"
seen "a desk" quick 'hello'
host_end KILL
host && echo "ok: started at once after the crash" || { echo "FAIL: no start"; failed=1; }
host_end
exit "$failed"
