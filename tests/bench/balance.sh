#!/bin/bash
# SPDX-License-Identifier: ISC
# The months of everybody, as chitra check sweeps them: 29,000 people, 24 months;
# baseline: raw SQL that reads the same lines person by person.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
line=$("$top_builddir/tests/bench/sweeptime" "$office_dir/chitra.db") || exit 1
f() { grep -o "\b$1=[0-9]*" <<<"$line" | head -n 1 | cut -d= -f2; }
row "sweep of all balances" "$(($(f us) / 1000))" ms "" "$(($(f raw_us) / 1000))" "raw SQL"
row "  a month of a person" "$(awk -v a="$(f us)" -v b="$(f months)" 'BEGIN { printf "%.1f", a / b }')" us "" \
    "$(awk -v a="$(f raw_us)" -v b="$(f lines)" 'BEGIN { printf "%.1f", a / b }')" "raw SQL, a line"
echo "NOTE|$line"
