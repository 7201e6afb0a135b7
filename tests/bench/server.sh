#!/bin/bash
# SPDX-License-Identifier: ISC
# From a key to the first byte of the frame, many people browsing the roll at
# once, one key each a second; baseline: sshd and cat.  The clients live in one
# light process on the same cores; what the server costs is stated apart.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
bench_clerks 235
sshd_start || exit 1
seconds=${BENCH_SECONDS:-12}
busy() # WHAT N PID OPTIONS
{
	local what=$1 n=$2 pid=$3 a b
	shift 3
	rm -f "$work/ready"
	"$tools/generator" -k "$work/key" -n "$n" -s "$seconds" -i 1000 \
	    -w "$work/ready" "$@" >"$work/$what" 2>"$work/$what.err" &
	gen=$!
	waits 240 test -f "$work/ready" || { cat "$work/$what.err"; return 1; }
	a=$(busy_ms "$pid")
	sleep "$((seconds - 1))" # the load itself is this long
	b=$(busy_ms "$pid")
	wait "$gen"
	server_cpu=$(((b - a) * 10 / (seconds - 1) / 100))
}
field() { grep -o " $2=-\{0,1\}[0-9]*" "$work/$1" | cut -d= -f2; }
for n in 64 235; do
	clerks=$(wc -l <"$work/clerks")
	[ "$n" -gt "$clerks" ] && n=$clerks
	office_start
	busy ours "$n" "$office_pid" -p "$office_port" -l "$work/clerks" \
	    -o '\r|2' -y '\e[B|\e[A|\e[6~|\e[5~' || exit 1
	cpu=$server_cpu
	p99=$(field ours p99_us)
	office_stop
	busy base "$n" "$sshd_pid" -p "$sshd_port" -u "$sshd_user" \
	    -c 'stty -echo; cat' -y 'a\r|b\r' || exit 1
	budget=
	[ "$n" -ge 200 ] && budget=10000
	row "key to frame, $n busy sessions, p99" "$p99" us "$budget" \
	    "$(field base p99_us)" "sshd + cat"
	echo "NOTE|server CPU $cpu % of one core (sshd $server_cpu %); p50 $(field ours p50_us) us, max $(field ours max_us) us, $(field ours keys) keys, lost $(field ours lost), broken $(field ours broken); generator $(($(field ours cpu_ms) / seconds / 10)) %"
done
