#!/bin/bash
# SPDX-License-Identifier: ISC
#
# Rule 6 of the house: what was called saved survives kill -9 of any process at
# any moment, and nothing is paid twice.  64 clerks pay straight to books and
# ask for the outcome of what was cut off; others pay through `ssh LOGIN pay
# CODE`; others sit at desks and pay with F10; meanwhile books, the gate, desks
# and transports are killed at random.  The listener has its own test.
. "${top_srcdir:?}/tests/slow/lib.sh"
seconds=${CRASH_SECONDS:-60}
RANDOM=20191115
office_new --people 12000
clerks 100
head -n 64 "$work/clerks" >"$work/direct"
sed -n '65,80p' "$work/clerks" >"$work/ssh"
sed -n '81,100p' "$work/clerks" >"$work/desks"
# One address: the limit per address is for strangers.
office_set limits offices 127.0.0.1/32
before=$(books "SELECT max(no) FROM receipt")
office_start

# Straight to books, a person every 0.6 s and desk.
"$tools/payers" -r -n 64 -i 600 -s "$seconds" -o "$work/direct.out" "$office_conf" \
    >"$work/direct.log" 2>&1 &
direct=$!
office_extra+=("$direct")

# By command over SSH: the people of each clerk's points, one after another.
by_ssh()
{
	local login=$1 code id out end=$((SECONDS + seconds))
	books "SELECT p.code, p.id FROM person p JOIN staff_point sp ON sp.point_id = p.point_id
	    JOIN staff s ON s.id = sp.staff_id WHERE s.login = '$login' ORDER BY p.id" |
	while IFS='|' read -r code id && [ "$SECONDS" -lt "$end" ]; do
		# A line that breaks is tried again: paid already is an answer too.
		for _ in 1 2 3 4 5 6; do
			out=$(timeout 30 ssh -F "$work/ssh_config" -o BatchMode=yes \
			    -l "$login" chitra pay "$code" </dev/null 2>&1)
			case $? in
			0)
				echo "$(grep -o '[0-9]\+' <<<"$out" | head -n 1) $id"
				break
				;;
			1) break ;;
			esac
		done
	done
}
while read -r login; do
	by_ssh "$login" >"$work/ssh.$login" &
	office_extra+=("$!")
done <"$work/ssh"

# At the desk: banner, payout desk, two letters, open the first, pay.
"$tools/generator" -p "$office_port" -k "$work/key" -l "$work/desks" -n 20 -r \
    -i 350 -s "$seconds" -o '\r|1' \
    -y 'l|o|\r|\r|\e[21~|v|a|\r|\e[B|\r|\e[21~' >"$work/desks.log" 2>&1 &
desks=$!
office_extra+=("$desks")

kills=0
end=$((SECONDS + seconds - 3))
while [ "$SECONDS" -lt "$end" ]; do
	case $((RANDOM % 10)) in
	0 | 1) role=books ;;
	2) role=gate ;;
	3 | 4 | 5) role=desks ;;
	*) role=transports ;;
	esac
	mapfile -t pids < <(office_pids "$role" | grep -v '^0$')
	if [ "${#pids[@]}" -gt 0 ]; then
		victim=${pids[RANDOM % ${#pids[@]}]}
		kill -KILL "$victim" 2>/dev/null && {
			kills=$((kills + 1))
			eval "killed_$role=\$((\${killed_$role:-0} + 1))"
		}
	fi
	read -rt "0.$((RANDOM % 6 + 3))" <> <(:) || :
done
wait "$direct"
is "the direct payers end in order" $? 0
wait "$desks"
for p in "${office_extra[@]}"; do
	wait "$p" 2>/dev/null
done
check "the listener lives" kill -0 "$office_pid"
check "processes were killed ($kills)" [ "$kills" -gt 20 ]

cp "$work/direct.out" "$work/answered"
# What ssh was told: receipt and person; the total from the receipt itself.
for f in "$work"/ssh.*; do
	while read -r no id; do
		echo "$no $id $(books "SELECT total FROM receipt WHERE no = ${no:-0}")"
	done <"$f"
done >"$work/by_ssh"
cat "$work/by_ssh" >>"$work/answered"
check "payouts by ssh were answered ($(grep -c . "$work/by_ssh"))" [ -s "$work/by_ssh" ]
at_desks=$(books "SELECT count(*) FROM receipt r JOIN staff s ON s.id = r.staff_id
    WHERE r.no > $before AND s.login IN ($(sed "s/.*/'&'/" "$work/desks" | paste -sd,))")
check "payouts at the desks stand ($at_desks)" [ "$at_desks" -gt 0 ]
office_stop
is "SIGTERM ends it in order" "$office_status" 0
proves "$work/answered"
has "the direct payers went on after books" "$(cat "$work/direct.log")" 'breaks=[1-9]'
echo "figure: $kills killed (books ${killed_books:-0}, gate ${killed_gate:-0}, desks ${killed_desks:-0}, transports ${killed_transports:-0}); $(grep -c . "$work/answered") payouts answered, $(grep -c . "$work/by_ssh") of them by ssh; $at_desks receipts of the desks"
cat "$work/direct.log" "$work/desks.log"
exit "$failed"
