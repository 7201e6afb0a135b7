#!/bin/bash
# SPDX-License-Identifier: ISC
# The transport with the clients that people have: sign-in, commands, a desk
# on a terminal, and what is turned down.  Peers that mean harm: hostile.sh.
. "$(dirname "$0")/lib.sh"

host

# --- commands: status, both streams, stdin
out=$(echo hello | timeout 20 ssh "${by_password[@]}" lan@127.0.0.1 one two 2>"$dir/err")
is "password: exit status of the command" $? 7
is "password: stdout" "$out" hello
is "password: stderr apart" "$(cat "$dir/err")" $'ran: one two\nsecond line'
out=$(echo hello | timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 big 2>/dev/null)
is "key: exit status above 127" $? 200
is "key: stdout" "$out" hello

head -c 3000000 /dev/urandom >"$dir/blob"
sum=$(cksum <"$dir/blob")
got=$(timeout 30 ssh "${by_key[@]}" lan@127.0.0.1 copy <"$dir/blob" 2>/dev/null | cksum)
is "3 MB through stdin and stdout" "$got" "$sum"
got=$(timeout 30 ssh "${by_key[@]}" lan@127.0.0.1 slow <"$dir/blob" 2>/dev/null | cksum)
is "3 MB against a command that reads late" "$got" "$sum"
timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 deaf <"$dir/blob" >/dev/null 2>&1
is "a command that reads nothing" $? 7
out=$(timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 copy </dev/null 2>&1)
is "an empty stdin" "$out" $'ran: copy\nsecond line'
out=$(timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 close </dev/null 2>&1)
has "closed by the listener: the reason" "$out" 'account was disabled'
out=$(printf 'x\rq\004' | timeout 20 ssh -tt "${by_key[@]}" lan@127.0.0.1 copy 2>&1)
is "command with a terminal: status" $? 7
is "command with a terminal: one stream, CR LF" "$out" $'x\r\nqran: copy\r\nsecond line\r'
printf 'x\003' | timeout 20 ssh -tt "${by_key[@]}" lan@127.0.0.1 copy >/dev/null 2>&1
is "Ctrl-C ends a command" $? 130

# --- other clients
if command -v plink >/dev/null; then
	print=$(ssh-keygen -lf "$dir/host_key.pub" | cut -d' ' -f2)
	out=$(echo hello | timeout 20 plink -ssh -batch -P "$port" -hostkey "$print" \
	    -pw demo-lan lan@127.0.0.1 copy 2>"$dir/err")
	is "plink: exit status" $? 7
	is "plink: stdout" "$out" hello
	got=$(timeout 30 plink -ssh -batch -P "$port" -hostkey "$print" -pw demo-lan \
	    lan@127.0.0.1 copy <"$dir/blob" 2>/dev/null | cksum)
	is "plink: 3 MB" "$got" "$sum"
else
	echo "skip: no plink"
fi
if command -v dbclient >/dev/null; then
	out=$(echo hello | DROPBEAR_PASSWORD=demo-lan HOME=$dir timeout 20 dbclient -y \
	    -p "$port" lan@127.0.0.1 copy 2>"$dir/err")
	is "dbclient: exit status" $? 7
	is "dbclient: stdout" "$out" hello
	got=$(DROPBEAR_PASSWORD=demo-lan HOME=$dir timeout 30 dbclient -y \
	    -p "$port" lan@127.0.0.1 copy <"$dir/blob" 2>/dev/null | cksum)
	is "dbclient: 3 MB" "$got" "$sum"
else
	echo "skip: no dbclient"
fi

# --- a desk: a real terminal around ssh, keys through a pipe
desk ssh "${by_key[@]}" lan@127.0.0.1
seen "desk: the first frame knows TERM and size" 'desk [a-z0-9.+-]+ 100x30'
say adg
seen "desk: echo" 'a?d?g'
say b
seen "desk: the newest of 40 changes" 'burst'
stty -F "$(cat "$dir/tty")" rows 40 cols 120
seen "desk: window-change" 'size 120x40'
stty -F "$(cat "$dir/tty")" rows 2 cols 900
seen "desk: sizes are clamped" 'size 500x5'
say q
seen "desk: back to the main page" '1049l'
seen "desk: its escape sequence is gone" 'You signed out\.\?\[31m'
seen "desk: exit status 0" 'status 0'
desk_end
frames=$(grep -aoE 'frames [0-9]+' "$dir/screen" | head -1 | cut -d' ' -f2)
[ "${frames:-99}" -le 8 ]
is "desk: pictures, not changes, were sent ($frames)" $? 0
is "desk: keys tell on which picture they were typed" \
    "$(grep -aoE 'seen [0-9]+' "$dir/screen" | head -1)" "seen $frames"

desk ssh "${by_key[@]}" lan@127.0.0.1
seen "desk: second" 'desk '
say l
seen "desk: 300 kB in pieces" 'print job'
say q
is "desk: all of it" "$(waits 10 grep -aq 'status 0' "$dir/screen";
    grep -ac 'print job 456' "$dir/screen")" 10000
seen "desk: ends" 'status 0'
desk_end
desk ssh "${by_key[@]}" lan@127.0.0.1
seen "desk: third" 'desk '
say x
seen "a desk that dies says so" 'ended unexpectedly'
seen "and fails" 'status 1'
desk_end
desk "TERM=../../etc/passwd ssh ${by_key[*]} lan@127.0.0.1"
seen "a TERM that is a path becomes vt100" 'desk vt100 '
kill "$desk_pid"
logged "a line that drops parks its desk" 'desk parked'

# --- turned down
out=$(timeout 20 ssh -T "${by_key[@]}" lan@127.0.0.1 </dev/null 2>&1)
is "no terminal, no command: status" $? 1
has "no terminal, no command: says why" "$out" 'needs a terminal'
out=$(timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 "$(head -c 20000 /dev/zero | tr '\0' x)" 2>&1)
is "a command that is too long: status" $? 1
has "and why" "$out" 'The command is too long'
if command -v sftp >/dev/null; then
	out=$(timeout 20 sftp "${by_key[@]/#-p/-P}" lan@127.0.0.1 </dev/null 2>&1)
	has "sftp: says why" "$out" 'no file transfer'
fi
out=$(timeout 20 ssh "${by_key[@]}" -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 \
    lan@127.0.0.1 copy </dev/null 2>&1)
has "-R is refused" "$out" 'remote port forwarding failed'
logged "-R is logged" 'refused: forwarding of a port'
timeout 20 ssh "${by_key[@]}" -W 127.0.0.1:22 lan@127.0.0.1 </dev/null >/dev/null 2>&1
is "-W (direct-tcpip) is refused" $? 255
logged "-W is logged" 'refused: a forwarded connection'
out=$(MARK=1 timeout 20 ssh "${by_key[@]}" -o SendEnv=MARK -A -X lan@127.0.0.1 copy </dev/null 2>&1)
is "-A -X and a variable do no harm" $? 7
logged "the variable is logged" 'refused: a variable'

mkfifo "$dir/idle"
timeout 20 ssh "${by_key[@]}" -M -S "$dir/master" lan@127.0.0.1 copy \
    <"$dir/idle" >/dev/null 2>&1 &
master=$!
exec {idle}>"$dir/idle"
pids+=("$master")
waits 10 test -S "$dir/master"
out=$(timeout 10 ssh "${by_key[@]}" -S "$dir/master" lan@127.0.0.1 copy </dev/null 2>&1)
logged "a second channel is refused" 'refused: a second channel'
kill "$master" 2>/dev/null

# --- nobody comes in without a right answer
echo wrong >"$dir/password"
timeout 30 ssh "${by_password[@]}" lan@127.0.0.1 copy </dev/null >/dev/null 2>"$dir/err"
is "wrong passwords: no way in" $? 255
is "wrong passwords: four tries" "$(grep -c 'sign-in of lan refused' "$dir/log")" 4
has "wrong passwords: says why" "$(cat "$dir/err")" 'Too many tries'
timeout 20 ssh "${common[@]}" -o BatchMode=yes -i "$dir/other_key" \
    lan@127.0.0.1 copy </dev/null >/dev/null 2>&1
is "an unknown key: no way in" $? 255
timeout 20 ssh "${by_key[@]}" thu@127.0.0.1 copy </dev/null >/dev/null 2>&1
is "a key of somebody else: no way in" $? 255
echo demo-lan >"$dir/password"

if grep -aE 'transport exit [^0]|signal [^0]' "$dir/log"; then
	echo "FAIL: a transport crashed"
	failed=1
fi
exit "$failed"
