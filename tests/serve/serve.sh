#!/bin/bash
# SPDX-License-Identifier: ISC
# The server as people meet it: sign-in by password and key with three clients,
# commands, a desk that outlives its line and is taken over, chitra.ini read
# again, an end in order that saves drafts, and starts that fail with a reason.
. "$(dirname "$0")/lib.sh"

ini
host || { echo "FAIL: no server"; cat "$dir/log"; exit 1; }
echo demo-thu >"$dir/password"
me=lan@127.0.0.1

# --- commands
out=$(timeout 20 ssh "${by_key[@]}" "$me" who 'one "two three"' 2>"$dir/err")
is "key: who" "$out" "1 lan 127.0.0.1 0 3"
is "key: stderr apart" "$(cat "$dir/err")" stderr
out=$(timeout 20 ssh "${by_password[@]}" thu@127.0.0.1 who 2>/dev/null)
is "password: who" "$out" "2 thu 127.0.0.1 0 1"
timeout 20 ssh "${by_key[@]}" "$me" status 3
is "exit status" $? 3
timeout 20 ssh "${by_key[@]}" "$me" 'rm -rf /' 2>/dev/null
is "no such command" $? 2
timeout 20 ssh "${by_key[@]}" "$me" "who 'x" 2>"$dir/err"
is "a quote that is not closed" $? 2
has "and says so" "$(cat "$dir/err")" 'not closed'
head -c 2000000 /dev/urandom >"$dir/blob"
out=$(timeout 30 ssh "${by_key[@]}" "$me" copy <"$dir/blob" | cksum)
is "2 MB through a command" "$out" "$(cksum <"$dir/blob")"
out=$(timeout 20 ssh "${by_key[@]}" "$me" 'draft "from a command"')
is "a command posts as its person" "$out" ok
if command -v plink >/dev/null; then
	print=$(ssh-keygen -lf "$dir/host_ed25519.pub" | cut -d' ' -f2)
	out=$(timeout 20 plink -ssh -batch -P "$port" -hostkey "$print" -pw demo-thu \
	    thu@127.0.0.1 who 2>/dev/null </dev/null)
	is "plink: who" "$out" "2 thu 127.0.0.1 0 1"
fi
if command -v dbclient >/dev/null; then
	out=$(DROPBEAR_PASSWORD=demo-thu HOME=$dir timeout 20 dbclient -y -p "$port" \
	    thu@127.0.0.1 who 2>/dev/null </dev/null)
	is "dbclient: who" "$out" "2 thu 127.0.0.1 0 1"
fi

# --- a file that is cut by the line is not taken for a whole one
mkfifo "$dir/half"
ssh "${by_key[@]}" "$me" import <"$dir/half" >"$dir/out" 2>/dev/null &
ssh_pid=$!
pids+=("$ssh_pid")
exec {half}>"$dir/half"
echo "half a file" >&"$half"
waits 10 line_of lan || { echo "FAIL: no line"; exit 1; }
{ kill -KILL "$ssh_pid"; wait "$ssh_pid"; } 2>/dev/null
exec {half}>&-
logged "the cut line ended" 'ended: stage channel, login lan' 6
is "nothing was imported" "$(cat "$dir/out")" ""
out=$(echo "a whole file" | timeout 20 ssh "${by_key[@]}" "$me" import)
is "a whole file is" "$out" $'13\nok'

# --- a desk, left by its line, taken over by the next
desk one ssh -tt "${by_key[@]}" "$me"
seen "the draft is there" one 'staff 1 \[imported\] .* 80x24: hello'
say one abc
seen "keys arrive" one '\[importedabc\]'
kill -KILL "$(pid_of line lan)"
logged "the desk waits" 'the desk waits, no line'
desk two ssh -tt "${by_key[@]}" "$me"
seen "the next line finds it as it was" two '\[importedabc\]'
before=$(pid_of "desk of lan")
desk three ssh -tt "${by_key[@]}" "$me"
seen "taken over" three '\[importedabc\]'
seen "and the one before hears of it" two 'taken over from 127.0.0.1 at [0-9][0-9]:[0-9][0-9]'
is "by the same desk" "$(pid_of "desk of lan")" "$before"
say three '?'
seen "the gate refuses another's password" three 'gate says denied'
say three q
seen "leaving says goodbye" three 'goodbye'
seen "with status 0" three 'status 0'

# --- the address of a posting is that of the line
out=$(timeout 20 ssh "${by_key[@]}" "$me" draft x)
is "after leaving the desk" "$out" ok

# --- chitra.ini is read again
ini per_address=7 offices=10.0.0.0/8
kill -HUP "$host_pid"
logged "the change is logged" 'limits.per_address is now 7, was 5'
ini per_address=nine
kill -HUP "$host_pid"
logged "a broken file changes nothing" 'is not taken, nothing has changed'
out=$(timeout 20 ssh "${by_key[@]}" "$me" who 2>/dev/null)
is "and the server goes on" "$out" "1 lan 127.0.0.1 0 1"

# --- another server on the same port, on the same folder
mkdir "$dir/second"
printf '[server]\nport = %s\naddress = 127.0.0.1\nusers = one\n' "$port" >"$dir/second/chitra.ini"
timeout 20 "$program" "$dir/second" >/dev/null 2>"$dir/err"
is "port in use: status" $? 3
has "port in use: message" "$(cat "$dir/err")" "Port $port of 127.0.0.1 is in use"
ini
timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
is "second server here: status" $? 3
has "second server here: message" "$(cat "$dir/err")" 'Another server runs already'

# --- the end saves what is half typed
desk four ssh -tt "${by_key[@]}" "$me"
seen "a new desk" four 'hello'
say four ' typed'
seen "half typed" four 'typed\]'
host_end
is "SIGTERM: status" "$host_status" 0
seen "the person hears why" four 'being stopped'
logged "in order" 'ended in order'
is "the socket is gone" "$(ls "$dir"/chitra.sock 2>/dev/null)" ""
ini
host || { echo "FAIL: no second start"; exit 1; }
desk five ssh -tt "${by_key[@]}" "$me"
seen "the draft is found" five '\[x typed\]'
host_end

# --- starts that fail say why
echo precious >"$dir/chitra.sock"
timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
is "a file in the place of the socket: status" $? 3
has "and it stays" "$(cat "$dir/chitra.sock" "$dir/err")" 'precious'
rm "$dir/chitra.sock"
mv "$dir/chitra.db" "$dir/aside"
rm -f "$dir/chitra.db"*
mkdir "$dir/chitra.db"
timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
is "no books: status" $? 3
rmdir "$dir/chitra.db"
timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
is "books missing: status" $? 3
has "books missing: message" "$(cat "$dir/err")" 'chitra.db'
mv "$dir/aside" "$dir/chitra.db"
sqlite3 "$dir/chitra.db" 'pragma user_version = 4711' 2>/dev/null && {
	timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
	is "books newer: status" $? 3
	has "books newer: message" "$(cat "$dir/err")" '4711'
}
chmod 644 "$dir/host_ed25519"
timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
is "host key that others read: status" $? 3
has "host key that others read: message" "$(cat "$dir/err")" 'host_ed25519'
exit "$failed"
