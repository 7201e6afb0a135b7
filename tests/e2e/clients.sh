#!/bin/bash
# SPDX-License-Identifier: ISC
# The server with the clients that people have: OpenSSH, plink and dbclient
# sign in, pay by command and at the desk; streams and exit statuses of
# commands with and without a terminal; what is no command of ours is refused
# with a clear word.
. "$(dirname "$0")/lib.sh"

small_office 200
office_start
small_period
own_password lan

# --- statuses and streams
out=$(as lan pay P0004 2>"$work/err")
is "done: status" $? 0
has "done: on stdout" "$out" '^receipt 1: '
is "done: nothing on stderr" "$(cat "$work/err")" ""
out=$(as lan pay P0004 2>"$work/err")
is "refused: status" $? 1
is "refused: nothing on stdout" "$out" ""
has "refused: why, on stderr" "$(cat "$work/err")" 'receipt 1'
out=$(as lan pay 2>"$work/err")
is "usage: status" $? 2
has "usage: how" "$(cat "$work/err")" '^usage: chitra pay'
out=$(as lan rm -rf / 2>&1)
is "no command of ours: status" $? 2
has "no command of ours: says so" "$out" 'no command'
out=$(as lan serve 2>&1)
is "a command of the server's shell: status" $? 2
out=$(as lan period open 2024-09 2>&1)
is "not this person's verb: status" $? 1
out=$(as lan import roll /etc/passwd 2>&1)
is "a file of the server: status" $? 1
has "a file of the server: what to do" "$out" 'standard input'
out=$(as lan report summary --out /tmp/x 2>&1)
is "a file to write there: status" $? 1
out=$(timeout 20 ssh -tt -F "$work/ssh_config" -l lan chitra pay P0004 2>/dev/null </dev/null)
is "with a terminal: status" $? 1
has "with a terminal: both streams in one" "$out" 'receipt 1'
out=$(timeout 20 ssh -tt -F "$work/ssh_config" -l lan chitra period show $PERIOD 2>/dev/null </dev/null | tr -d '\r')
has "with a terminal: stdout" "$out" 'approved'

# --- the others
hostkey=$(ssh-keygen -lf "$office_dir/host_ed25519.pub" | cut -d' ' -f2)
name() { sql "SELECT name FROM person WHERE code = '$1'"; }
paper() { sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = '$1'"; }

# at_desk WHAT CODE RECEIPT COMMAND ...: this client reaches the desk and pays
at_desk()
{
	local what=$1 code=$2 receipt=$3
	shift 3
	if timeout 120 "$tools/drive" -s 80x24 -t xterm -- "$@" >"$work/screen" 2>&1 <<-END
	expect Signed in
	key Enter
	expect 1  Payout desk
	send 1
	expect Today
	send $(paper "$code")
	quiet 500
	key Enter
	expect $(name "$code")
	expect TOTAL
	key F10
	expect Receipt $receipt:
	key F3 F3
	expect Sign out
	key Enter
	exit 0
	END
	then
		echo "ok: $what: signs in, pays at the desk, signs out with 0"
	else
		echo "FAIL: $what at the desk:"
		cat "$work/screen"
		failed=1
	fi
}
if command -v plink >/dev/null; then
	plink=(plink -ssh -batch -P "$office_port" -hostkey "$hostkey" -pw own-lan-1 lan@127.0.0.1)
	out=$(timeout 20 "${plink[@]}" pay P0005 2>"$work/err" </dev/null)
	is "plink: status" $? 0
	has "plink: stdout" "$out" '^receipt 2: '
	timeout 20 "${plink[@]}" pay P0005 >"$work/out" 2>"$work/err" </dev/null
	is "plink: refused: status" $? 1
	has "plink: refused: stderr" "$(cat "$work/err")" 'receipt 2'
	is "plink: refused: stdout" "$(cat "$work/out")" ""
	at_desk plink P0008 3 "$(command -v plink)" -ssh -batch -P "$office_port" \
	    -hostkey "$hostkey" -pw own-lan-1 lan@127.0.0.1
else
	echo "skip: no plink"
	chitra pay P0005 >/dev/null
	chitra pay P0008 >/dev/null
fi
if command -v dbclient >/dev/null; then
	export DROPBEAR_PASSWORD=own-lan-1 HOME=$work
	dbclient=("$(command -v dbclient)" -y -y -p "$office_port")
	out=$(timeout 20 "${dbclient[@]}" lan@127.0.0.1 pay P0009 2>"$work/err" </dev/null)
	is "dbclient: status" $? 0
	has "dbclient: stdout" "$out" '^receipt 4: '
	timeout 20 "${dbclient[@]}" lan@127.0.0.1 pay P0009 >"$work/out" 2>"$work/err" </dev/null
	is "dbclient: refused: status" $? 1
	has "dbclient: refused: stderr" "$(cat "$work/err")" 'receipt 4'
	at_desk dbclient P0012 5 "${dbclient[@]}" lan@127.0.0.1
fi

# --- what is no terminal and no command of ours
out=$(timeout 20 ssh -T -F "$work/ssh_config" -l lan chitra </dev/null 2>&1)
is "neither terminal nor command: status" $? 1
has "neither terminal nor command: what to do" "$out" 'ssh -t'
out=$(timeout 20 sftp -F "$work/ssh_config" -o User=lan chitra </dev/null 2>&1)
has "sftp: what to do instead" "$out" 'no file transfer'
echo x >"$work/x"
out=$(timeout 20 scp -F "$work/ssh_config" -o User=lan "$work/x" chitra:x 2>&1)
has "scp: what to do instead" "$out" 'no file transfer'
out=$(timeout 20 scp -O -F "$work/ssh_config" -o User=lan "$work/x" chitra:x 2>&1)
is "scp of old: status" $? 1
out=$(timeout 20 ssh -F "$work/ssh_config" -l lan -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 \
    chitra period show $PERIOD 2>&1)
has "-R: refused" "$out" 'forwarding failed'
timeout 20 ssh -F "$work/ssh_config" -l lan -W 127.0.0.1:22 chitra </dev/null >/dev/null 2>&1
is "-W: status" $? 255
out=$(timeout 20 ssh -F "$work/ssh_config" -l lan -A -X -o SendEnv=HOME chitra period show $PERIOD 2>/dev/null)
is "an agent, X11 and a variable do no harm" $? 0
has "and are in the log" "$(cat "$office_log")" 'refused: a variable'
is "check" "$(chitra check >/dev/null 2>&1; echo $?)" 0
exit "$failed"
