#!/bin/bash
# SPDX-License-Identifier: ISC
# Lists of the whole country: 3,400,000 people of 588 owners, one after another
# by one command over SSH, alone and while 235 clerks pay what the month before
# left (one person in 4 s each).  Told: how long, what books grew to, how long a
# payout waited.  Takes half an hour: not among the rows that run by themselves,
# but BENCH_TIMEOUT=4000 make bench ROWS=nation.
#   BENCH_NATION=N other numbers of people; BENCH_NATION_DB=FILE books made before
. "${top_srcdir:?}/tests/bench/lib.sh"
raw=$top_builddir/tests/bench/rawpay
people=${BENCH_NATION:-3400000}
field() { grep -o "$2=-\{0,1\}[0-9]*" <<<"$1" | head -n 1 | cut -d= -f2; }
books_kb() { awk '/^VmHWM/ { print $2 }' "/proc/$(office_pids books)/status"; }
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
bench_office 300 || exit 1
db=$office_dir/chitra.db
rm -f "$db" "$db"-*
if [ -n "${BENCH_NATION_DB:-}" ]; then
	cp "$BENCH_NATION_DB" "$db"
else
	"$tools/bigroll" "$db" "$people" || exit 1
fi
office_keys lap
fsync=$(field "$("$raw" -f "$work")" fsync_us)
nation() { # PERIOD
	local start=$SECONDS
	office_ssh lap chitra period list "$1" >"$work/$1.log" 2>&1 || { tail -n 3 "$work/$1.log"; exit 1; }
	took=$((SECONDS - start))
}

# Alone; then it is approved behind the program's back: 588 passwords.
office_start
nation 2019-11
row "lists of $people people, by one command" "$took" s ""
row "  books at its largest" "$(($(books_kb) / 1024))" MB ""
echo "NOTE|$(grep -c ' people, ' "$work/2019-11.log") lists; the file is $(($(stat -c %s "$db") / 1048576)) MB"
office_stop
sqlite3 "$db" "DELETE FROM list_check; UPDATE list SET state = 'submitted' WHERE state = 'draft';
UPDATE list SET state = 'approved', approved_by = 6, approved_at = prepared_at;
INSERT INTO period (id, code, opened_at) VALUES (2, '2019-12', '2019-11-20T08:00:00');
INSERT INTO period_month (month, period_id) VALUES ('2019-12', 2);
INSERT INTO period_override (period_id, owner_id, reason, staff_id, at)
 SELECT 2, id, 'bench', 3, '' FROM area WHERE level = 'district';
UPDATE counter SET value = 2 WHERE name = 'period'" || exit 1

# Beside the clerks, as long as they have somebody to pay.
office_start
"$tools/payers" -n 235 -i 4000 -s "${BENCH_NATION_PAY:-600}" "$office_conf" >"$work/pay" 2>&1 &
payers=$!
office_extra+=("$payers")
nation 2019-12
row "  beside 235 clerks who pay" "$took" s ""
wait "$payers"
row "  answer to a payout meanwhile, p99" "$(field "$(cat "$work/pay")" p99_us)" us "$((20000 + 2 * fsync))"
row "  books at its largest" "$(($(books_kb) / 1024))" MB ""
echo "NOTE|fsync $fsync us; $(cat "$work/pay")"
