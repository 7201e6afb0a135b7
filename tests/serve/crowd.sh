#!/bin/bash
# SPDX-License-Identifier: ISC
# Many at once: an office behind one address in the morning, strangers who open
# connections and say nothing, and one person who takes all she can get.
. "$(dirname "$0")/lib.sh"
crowd=$top_builddir/tests/tools/crowd
[ -x "$crowd" ] || { echo "skip: crowd was not built"; exit 77; }

# --- eight o'clock: 40 people behind one address, on slow lines, at once (all are
# lan here, who otherwise may not have so many)
ini per_person=100 commands=100
host || { echo "FAIL: no server"; cat "$dir/log"; exit 1; }
"$crowd" line "$port" 19200 150 >"$dir/line" &
pids+=($!)
waits 5 test -s "$dir/line"
clients_to "$(cat "$dir/line")" "$dir/host_ed25519.pub"
clients=()
for i in $(seq 40); do
	timeout 100 ssh "${by_key[@]}" lan@127.0.0.1 status 7 >/dev/null 2>"$dir/err.$i" &
	clients+=($!)
done
in=0
for i in $(seq 40); do
	wait "${clients[i - 1]}"
	[ $? = 7 ] && in=$((in + 1))
done
is "40 behind one address sign in" "$in" 40
sort "$dir"/err.* | uniq -c
is "nobody was refused at the door" "$(grep -ac 'refused: too many' "$dir/log")" 0
host_end

# --- strangers who say nothing, each from an address of its own
ini starting=40 key_exchange_seconds=20
host || { echo "FAIL: no server"; exit 1; }
clerk()
{
	timeout 20 ssh -b "$1" "${by_key[@]}" lan@127.0.0.1 who 2>/dev/null
}
is "the clerk signs in before" "$(clerk 127.0.0.5)" "1 lan 127.0.0.5 0 1"
"$crowd" flood "$port" 10 88 &
flood=$!
pids+=($flood)
full() { [ "$(status | sed -n 's/.*connections, \([0-9]*\) not.*/\1/p')" -ge "$1" ]; }
check "the places fill up" waits 20 full 24
good=0
for i in 1 2 3 4 5 6; do
	[ "$(clerk 127.0.0.5)" = "1 lan 127.0.0.5 0 1" ] && good=$((good + 1))
done
is "from a known address every sign-in goes through" "$good" 6
new() { [ "$(clerk "127.0.3.$((RANDOM % 250 + 1))" | cut -c1-5)" = "1 lan" ]; }
check "from a new one within a few tries" waits 25 new
kill "$flood"

# --- the same from one address: nobody else notices
"$crowd" flood "$port" 50 - &
flood=$!
pids+=($flood)
check "the places fill up" waits 30 full 20
good=0
for i in 1 2 3 4 5 6; do
	[ "$(clerk "127.0.4.$i" | cut -c1-5)" = "1 lan" ] && good=$((good + 1))
done
is "one that floods: from new addresses every sign-in goes through" "$good" 6
kill "$flood"
host_end

# --- no key exchange: a short time
ini key_exchange_seconds=3 sign_in_seconds=60
host || { echo "FAIL: no server"; exit 1; }
exec {stall}<>"/dev/tcp/127.0.0.1/$port"
began=$SECONDS
timeout 30 cat <&"$stall" >/dev/null 2>&1
[ $((SECONDS - began)) -le 10 ]
is "no key exchange: hung up on soon" $? 0
exec {stall}>&-
host_end

# --- one person who takes all she can: commands whose output she does not read
ini connections=14 commands=3 per_person=6 stalled_seconds=600
host || { echo "FAIL: no server"; exit 1; }
mkfifo "$dir/drain"
exec {drain}<>"$dir/drain"
greedy=()
for i in $(seq 30); do
	timeout 100 ssh "${by_key[@]}" lan@127.0.0.1 flood >"$dir/drain" 2>"$dir/err.$i" </dev/null &
	greedy+=($!)
	pids+=($!)
done
refusals() { [ "$(cat "$dir"/err.* | grep -c 'running already')" -ge "$1" ]; }
check "she is told why" waits 40 refusals 10
has "in a sentence" "$(cat "$dir"/err.*)" '3 commands of yours are running already'
check "she has no more than hers" test "$(status | grep -c ' lan ')" -le 7
echo demo-thu >"$dir/password"
other() { timeout 20 ssh -b 127.0.0.9 "${by_password[@]}" thu@127.0.0.1 who 2>/dev/null; }
is "somebody else is served" "$(other | cut -c1-5)" "2 thu"
desk lan ssh -tt -b 127.0.0.10 "${by_key[@]}" lan@127.0.0.1
seen "and so is her own desk" lan 'staff 1 .*: hello'
say lan q
kill "${greedy[@]}" 2>/dev/null
wait "${greedy[@]}" 2>/dev/null
host_end

# --- output that nobody takes: an end after a while, at once where places run short
ini stalled_seconds=4
host || { echo "FAIL: no server"; exit 1; }
timeout 100 ssh "${by_key[@]}" lan@127.0.0.1 flood >"$dir/drain" 2>/dev/null </dev/null &
pids+=($!)
logged "a command that is stuck is ended" 'nobody takes the output'
ended() { [ "$(status | grep -c ' lan ')" = 0 ]; }
check "and its place is free" waits 20 ended
host_end
ini stalled_seconds=600 connections=4 commands=4
host || { echo "FAIL: no server"; exit 1; }
for i in 1 2 3 4; do
	timeout 100 ssh "${by_key[@]}" lan@127.0.0.1 flood >"$dir/drain" 2>/dev/null </dev/null &
	pids+=($!)
done
stuck() { [ "$(status | grep -c ' stalled ')" = 4 ]; }
check "four that are stuck hold all places" waits 60 stuck
is "whoever needs one gets it" "$(other | cut -c1-5)" "2 thu"
host_end
exit "$failed"
