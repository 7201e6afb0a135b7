#!/bin/bash
# Guards rules 2, 6 and 7 of the house: paying staff pay over ssh while books,
# gate, desks and transports are killed at random moments.  What was reported
# paid is in the books exactly once, nothing is paid twice, the sums agree.
set -u
. "$top_srcdir/tests/tools/office.sh"
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }

sessions=${CRASH_SESSIONS:-64} seconds=${CRASH_SECONDS:-60}
office_new --people 6000
db=$office_dir/chitra.db
# Who can pay whom: staff with open lines at their points in the newest period.
sqlite3 -separator ' ' "$db" "
	SELECT s.login, p.code FROM staff s JOIN staff_point sp ON sp.staff_id = s.id
	JOIN person p ON p.point_id = sp.point_id JOIN line l ON l.person_id = p.id
	JOIN list k ON k.id = l.list_id AND k.state = 'approved'
	WHERE s.role = 'paying' AND s.active = 1
	AND NOT EXISTS (SELECT 1 FROM standing t WHERE t.line_id = l.id)
	GROUP BY s.login, p.code ORDER BY s.login, p.code" >"$work/todo"
cut -d' ' -f1 "$work/todo" | sort -u | head -n "$sessions" >"$work/logins"
has "there are people to pay" "$(wc -l <"$work/todo")" '^[1-9][0-9]{2}'
# shellcheck disable=SC2046
office_keys $(cat "$work/logins")
# One address: the limit per address is for strangers.
office_set limits offices 127.0.0.1/32
office_set limits per_address 500
office_set limits starting 500
office_start

end=$((SECONDS + seconds))
pay_all() # LOGIN: each code until it is answered, and what was answered
{
	local code out rc
	grep "^$1 " "$work/todo" | while read -r _ code; do
		while [ $SECONDS -lt $end ]; do
			out=$(office_ssh "$1" -o ConnectTimeout=20 chitra pay "$code" 2>&1 </dev/null)
			rc=$?
			case "$rc $out" in
			"0 "*) echo "$code $out" >>"$work/paid.$1"; break ;;
			"1 "*[Rr]eceipt*|"1 "*"biên nhận"*) echo "$code $out" >>"$work/again.$1"; break ;;
			esac
		done
		[ $SECONDS -lt $end ] || break
	done
}
for login in $(cat "$work/logins"); do
	pay_all "$login" &
	office_extra+=($!)
done

kills=0
while [ $SECONDS -lt $end ]; do
	kill -0 "$office_pid" 2>/dev/null || { echo "FAIL: the listener died"; exit 1; }
	case $((RANDOM % 6)) in
	0 | 1) victim=$(office_pids books) ;;
	2) victim=$(office_pids gate) ;;
	3) victim=$(office_pids desks | shuf -n 1) ;;
	*) victim=$(office_pids transports | shuf -n 1) ;;
	esac
	# A service that is being restarted has no pid; 0 would be ourselves.
	[ "${victim:-0}" -gt 1 ] && kill -9 "$victim" 2>/dev/null && kills=$((kills + 1))
	# The moment is to be random; what is waited for is nothing.
	read -r -t "0.$((RANDOM % 9))" <> <(:) || :
done
for p in "${office_extra[@]}"; do
	wait "$p" 2>/dev/null
done
office_extra=()
office_stop

cat "$work"/paid.* 2>/dev/null | sed 's/^\([^ ]*\) [^0-9]*\([0-9.]*\):.*/\1 \2/' |
	tr -d . >"$work/acked"
acked=$(wc -l <"$work/acked")
echo "$acked payouts reported over $(wc -l <"$work/logins") sessions, $kills processes killed"
has "people were paid in spite of it" "$acked" '^[1-9][0-9]+$'
has "processes were killed" "$kills" '^[1-9][0-9]+$'
missing=0
while read -r code no; do
	n=$(sqlite3 "$db" "SELECT count(*) FROM receipt r JOIN person p ON p.id = r.person_id
		WHERE r.no = $no AND p.code = '$code' AND EXISTS (SELECT 1 FROM payout y
		JOIN standing s ON s.payout_id = y.id WHERE y.receipt_no = r.no)")
	[ "$n" = 1 ] || { echo "receipt $no of $code: $n"; missing=$((missing + 1)); }
done <"$work/acked"
is "every receipt that was reported stands" "$missing" 0
is "nobody was paid twice for a line" "$(sqlite3 "$db" "SELECT count(*) FROM
	(SELECT line_id FROM payout y WHERE kind = 'pay' AND NOT EXISTS
	(SELECT 1 FROM payout r WHERE r.reverses = y.id) GROUP BY line_id HAVING count(*) > 1)")" 0
check "chitra check agrees" "$CHITRA" --config "$office_conf" check
exit "$failed"
