#!/bin/bash
# SPDX-License-Identifier: ISC
# An idle hour: both keepalives at 2 s instead of 120 s for 20 s, times 3: as
# many as an hour has.  (The hour itself is not waited for.)
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office 1500 || exit 1
office_keys lan
office_set limits keepalive_seconds 2
office_start
sed -i 's/ServerAliveInterval.*/ServerAliveInterval 2/' "$work/ssh_config"
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'quiet 500' reset
	printf 'pause 5000\n%.0s' 1 2 3 4
	echo 'count idle'
} | office_drive lan >"$work/out"
up=$(counted idle up <"$work/out")
down=$(counted idle down <"$work/out")
[ -n "$up" ] && sum=$(((up + down) * 3))
row "an idle hour, both ways (20 s at 60 x, scaled)" "${sum:-}" B 8192
