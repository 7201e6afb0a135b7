#!/bin/bash
# SPDX-License-Identifier: ISC
#
# The table of budgets: each row a script of this folder, measured
# beside its baseline in the same run.  `run.sh` all, `run.sh letter page` some.
# No row fails the run: the table is to be read.
set -u
here=$(dirname "$0")
rows=(login letter page marker person payout exception paging resume idle
    memory server payouts answer find list summary balance)
[ $# -gt 0 ] && rows=("$@")
BENCH_CACHE=${BENCH_CACHE:-$(mktemp -d "${TMPDIR:-/tmp}/chitra-bench.XXXXXX")}
export BENCH_CACHE
trap 'rm -rf "$BENCH_CACHE"' EXIT
[ -n "${BENCH_KEEP:-}" ] && trap - EXIT

line() { printf '%-49s %-14s %-15s %-29s %-6s %s\n' "$@"; }
echo "$(date -u +%F) $(uname -r) $(nproc) cores, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo | sed 's/^ *//'); $(git -C "$top_srcdir" rev-parse --short HEAD 2>/dev/null)"
line what seen budget baseline ratio verdict
for r in "${rows[@]}"; do
	script=$here/$r.sh
	[ -f "$script" ] || { line "$r" - - - - "no such row"; continue; }
	out=$BENCH_CACHE/$r.out
	timeout "${BENCH_TIMEOUT:-900}" bash "$script" >"$out" 2>&1
	rc=$?
	if grep -q '^ROW|' "$out"; then
		grep '^ROW|' "$out" | while IFS='|' read -r _ a b c d e f; do
			line "$a" "$b" "$c" "$d" "$e" "$f"
		done
	fi
	grep '^NOTE|' "$out" | sed 's/^NOTE|/    /'
	if [ "$rc" -eq 77 ]; then
		line "$r" - - - - "not measured: $(grep '^skip' "$out" | head -n 1 | cut -c7-)"
	elif [ "$rc" -ne 0 ]; then
		line "$r" - - - - "not measured: the script ended with $rc"
		grep -v '^ROW|' "$out" | tail -n "${BENCH_TAIL:-12}" | sed 's/^/    | /'
	fi
done
