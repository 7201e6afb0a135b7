#!/bin/bash
# SPDX-License-Identifier: ISC
# Strangers: too many connections, peers that stall, storms of wrong passwords.
# The clerk from elsewhere signs in all the while.  (127.0.0.0/8 has addresses
# enough: ssh -b takes one.)
. "$(dirname "$0")/lib.sh"

ini starting=12 per_address=3 sign_in_seconds=10 key_exchange_seconds=10
host || { echo "FAIL: no server"; cat "$dir/log"; exit 1; }
me=lan@127.0.0.1
clerk()
{
	timeout 20 ssh -b 127.0.0.5 "${by_key[@]}" "$me" who 2>/dev/null
}

# --- those that say nothing hold no more than the places of strangers, and only
# until the deadline
for i in $(seq 14); do
	exec {stall[i]}<>"/dev/tcp/127.0.0.1/$port"
done
starting()
{
	status | grep -q "$1 not signed in"
}
logged "a line about it" '127.0.0.1 refused: too many connections not signed in'
has "of fourteen that are silent at most nine stay" \
    "$(status | sed -n 's/.*connections, \([0-9]*\) not.*/\1/p')" '^[4-9]$'
is "another address is served" "$(clerk)" "1 lan 127.0.0.5 0 1"
began=$SECONDS
waits 30 starting 0 && echo "ok: the deadline ends them" || { echo "FAIL: they stay"; failed=1; }
[ $((SECONDS - began)) -le 15 ]
is "in time" $? 0
for i in $(seq 14); do
	exec {stall[i]}>&-
done

# --- wrong passwords: the guesser waits longer and longer, the clerk never
echo wrong-one >"$dir/password"
for i in 1 2 3 4; do
	timeout 30 ssh -b 127.0.0.66 "${by_password[@]}" "$me" who >/dev/null 2>&1
done
out=$(timeout 30 ssh -b 127.0.0.66 "${by_password[@]}" "$me" who 2>&1)
has "the address is refused, in words" "$out" 'Too many failed sign-ins from your address: try again in [0-9]+ seconds|Quá nhiều'
logged "for its failed sign-ins" '127.0.0.66 refused: too many failed sign-ins'
is "the clerk is served" "$(clerk)" "1 lan 127.0.0.5 0 1"

# --- the same behind an address from which people work: they go on
echo demo-thu >"$dir/password"
thu() { timeout 30 ssh -b 127.0.0.67 "${by_password[@]}" thu@127.0.0.1 who 2>/dev/null; }
is "thu works there" "$(thu)" "2 thu 127.0.0.67 0 1"
echo wrong-one >"$dir/password"
for i in 1 2 3 4 5 6; do
	timeout 60 ssh -b 127.0.0.67 "${by_password[@]}" "$me" who >/dev/null 2>&1
done
echo demo-thu >"$dir/password"
began=$SECONDS
is "and goes on behind the address of a guesser" "$(thu)" "2 thu 127.0.0.67 0 1"
[ $((SECONDS - began)) -le 3 ]
is "without waiting" $? 0
is "a key as well" "$(timeout 20 ssh -b 127.0.0.67 "${by_key[@]}" "$me" who 2>/dev/null)" "1 lan 127.0.0.67 0 1"

# --- a storm from many addresses at one login
echo wrong-too >"$dir/password"
for i in $(seq 10 29); do
	timeout 30 ssh -b "127.0.1.$i" "${by_password[@]}" "$me" who >/dev/null 2>&1 &
	storm[i]=$!
done
is "the clerk is served meanwhile" "$(clerk)" "1 lan 127.0.0.5 0 1"
wait "${storm[@]}"
is "still served" "$(clerk)" "1 lan 127.0.0.5 0 1"

# --- the tries are in the books, in few rows, without the passwords
if command -v sqlite3 >/dev/null; then
	rows()
	{
		sqlite3 -readonly "$dir/chitra.db" "select count(*) from signin where $1"
	}
	has "failures are rows" "$(rows "ok = 0 and login = 'lan'")" '^[0-9]{1,2}$'
	is "with their address" "$(rows "ok = 0 and address = '127.0.0.66'")" 1
	has "and sign-ins" "$(rows "ok = 1 and address = '127.0.0.5'")" '^[1-9]'
fi
is "no password in the log" "$(grep -c 'wrong-one\|wrong-too' "$dir/log")" 0

# --- the log of refusals is rationed
for i in $(seq 1 60); do
	(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null &
done
for i in 1 2 3; do
	exec {hold[i]}<>"/dev/tcp/127.0.0.1/$port"
done
for i in $(seq 1 100); do
	(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
done
[ "$(grep -c 'refused: too many' "$dir/log")" -le 20 ] && echo "ok: few lines" ||
    { echo "FAIL: $(grep -c 'refused: too many' "$dir/log") lines"; failed=1; }
host_end
is "SIGTERM: status" "$host_status" 0
exit "$failed"
