#!/bin/bash
# SPDX-License-Identifier: ISC
# The summary by district of the province; baseline: the raw SQL aggregate that
# gives the same figures.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
line=$("$top_builddir/tests/bench/sumtime" "$office_dir/chitra.db") || exit 1
f() { grep -o " $1=[0-9]*" <<<"$line" | head -n 1 | cut -d= -f2; }
row "summary by district" "$(f us)" us "$((2 * $(f raw_us)))" "$(f raw_us)" "raw SQL"
