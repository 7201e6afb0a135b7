#!/bin/bash
# SPDX-License-Identifier: ISC
# After a drop: from the TCP connect to the old screen, bytes down; baseline:
# tmux attach over sshd to a session that shows the same rows.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
office_keys tinh
office_start
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 500' \
	    'key PgDn' 'quiet 500' screen
	for _ in 1 2 3; do
		printf '%s\n' cut 'pause 300' reset respawn 'expect F3' 'quiet 800' 'count back' screen
	done
} | office_drive tinh >"$work/out" || { cat "$work/out"; exit 1; }
# The screen that comes back is the one that was left, but for the last line.
screens=$(awk '/^\|/ { n++; if (n <= 22) print > ("'"$work"'/s" s + 0); if (n == 24) { n = 0; s++ } }' "$work/out"; echo)
for i in 1 2 3; do
	cmp -s "$work/s0" "$work/s$i" || echo "NOTE|the screen after drop $i differs from the one before"
done
: "$screens"
sshd_start || exit 1
cut -c2- "$work/s0" >"$work/rows"
base=
if command -v tmux >/dev/null; then
	TMUX_TMPDIR=$work tmux -f /dev/null new-session -d -x 80 -y 24 "less $work/rows"
	for _ in 1 2 3; do
		printf 'expect [0]\nquiet 600\ncount back\n' | sshd_drive -- \
		    "TMUX_TMPDIR=$work tmux attach"
	done >"$work/base"
	base=$(counted back down <"$work/base" | middle)
	TMUX_TMPDIR=$work tmux kill-server
fi
row "resume after a drop, connect to the old screen" \
    "$(counted back down <"$work/out" | middle)" "B down" 2200 "$base" \
    "tmux attach, sshd"
