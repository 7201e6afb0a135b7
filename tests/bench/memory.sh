#!/bin/bash
# SPDX-License-Identifier: ISC
# Private_Dirty of one session, transport and desk, of 32 that look at the
# roll; baseline: sshd and less on a file of rows.
. "${top_srcdir:?}/tests/bench/lib.sh"
n=32
[ "$(id -u)" = 0 ] || { echo "skip: needs root to look into the processes"; exit 77; }
bench_office || exit 1
bench_clerks "$n"
office_start
hold() # PORT and options of the generator
{
	rm -f "$work/ready"
	"$tools/generator" -k "$work/key" -n "$n" -s 60 -i 300 -w "$work/ready" "$@" \
	    >"$work/gen" 2>&1 &
	gen=$!
	office_extra+=("$gen")
	waits 120 test -f "$work/ready" || { cat "$work/gen"; exit 1; }
}
dirty() { for p; do cat "/proc/$p/smaps_rollup" 2>/dev/null; done |
    awk '/^Private_Dirty/ { s += $2 } END { print s + 0 }'; }
# Banner away, the roll, two pages.
hold -p "$office_port" -l "$work/clerks" -o '\r|2|\e[6~|\e[6~'
# shellcheck disable=SC2046
desks=$(dirty $(office_pids desks))
# shellcheck disable=SC2046
lines=$(dirty $(office_pids transports))
nd=$(office_pids desks | wc -l)
kill "$gen"
sshd_start || exit 1
hold -p "$sshd_port" -u "$sshd_user" -c "LC_ALL=C.UTF-8 less $office_dir/chitra.ini" -o ' | '
# shellcheck disable=SC2046
base=$(dirty $(office_tree "$sshd_pid" | sed 1d))
kill "$gen"
[ "$nd" = "$n" ] || echo "NOTE|$nd desks, not $n"
row "Private_Dirty of a session, of $n" "$(((desks + lines) / n))" kB 1638 \
    "$((base / n))" "sshd + less"
echo "NOTE|a desk $((desks / n)) kB, a transport $((lines / n)) kB"
