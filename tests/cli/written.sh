#!/bin/sh
# SPDX-License-Identifier: ISC
# Guards rule 9 of the house on standard output and standard error: names that
# somebody put into the books with the sqlite3 shell (ESC, BEL, C1, bidi) come
# out of no command, no report and no CSV as they are.
set -u
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
chitra=$top_builddir/chitra
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
conf=$dir/o/chitra.ini
fail=0

"$chitra" demo "$dir/o" --people 60 --language en >/dev/null 2>&1 || { echo "no demo"; exit 1; }
db=$(find "$dir/o" -name '*.db' ! -name 'auth*')
evil="char(27) || '[5i' || char(7, 155, 8238)"
sqlite3 "$db" "DROP TRIGGER line_no_update; UPDATE line SET name = name || $evil, village = village || $evil;
 UPDATE person SET name = name || $evil, village = village || $evil; UPDATE staff SET name = name || $evil;
 UPDATE area SET name = name || $evil; UPDATE point SET name = name || $evil; UPDATE unit SET name = name || $evil;
 UPDATE category SET name = name || $evil" || { echo "no evil"; exit 1; }

clean() { # WHAT SEEN COMMAND...: what it says holds SEEN, and nothing that steers
	what=$1 seen=$2
	shift 2
	"$chitra" --config "$conf" "$@" >"$dir/out" 2>&1 </dev/null
	if LC_ALL=C grep -qP '[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' "$dir/out"; then
		echo "FAIL: $what steers: $(LC_ALL=C grep -m1 -aP '[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' "$dir/out" | cat -v)"
		fail=1
	fi
	# It did speak of what was changed.
	if [ -n "$seen" ] && ! grep -qF -- "$seen" "$dir/out"; then
		echo "FAIL: $what: no $seen"
		head -5 "$dir/out"
		fail=1
	fi
}

clean "user list" '?[5i' user list
clean "user show" '?[5i???' user show lan
clean "period show" '?[5i' period show 2019-11
names=$("$chitra" --config "$conf" report 2>/dev/null | awk '{print $1}')
[ -n "$names" ] || { echo "FAIL: no reports"; fail=1; }
for r in $names; do
	for format in text csv; do
		clean "report $r, $format" '' report "$r" --period 2019-11 --format "$format"
	done
done
clean "payment-list, csv" '?[5i???' report payment-list --period 2019-11 --format csv
clean "payment-list, text" '?[5i' report payment-list --period 2019-11 --format text
clean "check" '' check
# What the books answered once, and what a person typed.
op=$(sqlite3 "$db" "SELECT lower(hex(op)) FROM journal WHERE verb = 'pay' LIMIT 1")
sqlite3 "$db" "DROP TRIGGER journal_no_update; UPDATE journal SET answer = answer || 'name=' || $evil || char(10)
 WHERE hex(op) = upper('$op'); UPDATE journal SET staff_id = (SELECT id FROM staff WHERE role = 'admin' AND active = 1 ORDER BY id LIMIT 1)
 WHERE hex(op) = upper('$op')"
clean "outcome" '?[5i???' outcome "$op"
clean "an area that does not exist" '' report summary --area "$(printf '1\033[5i')"
clean "a person that does not exist" '' pay "$(printf 'X\033[5i')"
exit $fail
