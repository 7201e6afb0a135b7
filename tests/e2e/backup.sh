#!/bin/bash
# SPDX-License-Identifier: ISC
# One file holds the office: taken while clerks are paid, put in another place
# it is the same office: the same money, passwords and host key.  An older one
# says what it lacks and asks; a file of earlier programs, the books alone, says
# so; a restore that was cut off is gone through with and loses nothing.
. "$(dirname "$0")/../tools/office.sh"
needs sqlite3 sshpass tar sha256sum

chitra() { "$CHITRA" --config "$office_conf" "$@"; }
sql() { sqlite3 -readonly -cmd '.timeout 5000' "$office_dir/chitra.db" "$1"; }
facts() { sql "SELECT count(*), coalesce(sum(total), 0), max(no) FROM receipt"; }
# signs_in LOGIN PASSWORD: 0, or 255 when the password is not right
signs_in()
{
	sshpass -p "$2" ssh -F "$work/ssh_config" -o PubkeyAuthentication=no \
	    -o NumberOfPasswordPrompts=1 -l "$1" chitra report >"$work/out" 2>&1
	[ $? -ne 255 ] && [ $? -ne 5 ] && ! grep -q 'Permission denied' "$work/out"
}

office_new --people 600
home=$office_dir
# A clerk with many yet to pay.
open_lines="FROM line JOIN list ON list.id = list_id AND list.state = 'approved'
    JOIN person ON person.id = person_id JOIN staff_point ON staff_point.point_id = line.point_id
    JOIN staff ON staff.id = staff_point.staff_id WHERE line.id NOT IN (SELECT line_id FROM standing)"
clerk=$(sql "SELECT login $open_lines GROUP BY login ORDER BY count(*) DESC LIMIT 1")
office_keys "$clerk"
office_start

# --- while a clerk pays; each backup alone is an office whose money adds up
unpaid() # N: codes of people whom the clerk may pay
{
	sql "SELECT DISTINCT person.code $open_lines AND login = '$clerk' ORDER BY 1 LIMIT $1"
}
pay_some()
{
	local code
	for code in $(unpaid 5); do
		office_ssh "$clerk" -n chitra pay "$code" >>"$work/paid" 2>&1
	done
}
before=$(facts)
pay_some &
payer=$!
for n in 1 2; do
	chitra backup "$work/copy$n" >"$work/out" 2>&1
	is "backup $n beside payouts" $? 0
	is "backup $n is its owner's alone" "$(stat -c %a "$work/copy$n")" 600
	mkdir "$work/open$n" && tar -C "$work/open$n" -xf "$work/copy$n"
	is "backup $n is read by tar" "$(cd "$work/open$n" && echo *)" "auth.db chitra-backup chitra.db chitra.ini host_key"
	for part in auth.db chitra.db chitra.ini host_key; do
		grep -qx "sha256-$part $(sha256sum <"$work/open$n/$part" | cut -d' ' -f1)" "$work/open$n/chitra-backup" ||
		    { echo "FAIL: backup $n: the digest of $part"; failed=1; }
	done
	is "backup $n says how far it came" "$(sed -n 's/^last-receipt //p' "$work/open$n/chitra-backup")" \
	    "$(sqlite3 "$work/open$n/chitra.db" 'SELECT max(no) FROM receipt')"
	cmp -s "$work/open$n/host_key" "$home/host_ed25519" || { echo "FAIL: backup $n: another host key"; failed=1; }
done
wait "$payer"
[ "$(facts)" != "$before" ] || { echo "FAIL: nobody was paid meanwhile"; cat "$work/paid"; failed=1; }
ls "$work" | grep -q 'part' && { echo "FAIL: something was left beside the backup"; failed=1; }
# What the gate was told last stands in the file itself, not only beside it.
echo mat-khau-moi-1 | chitra user passwd thu >/dev/null 2>&1
cp "$home/auth.db" "$work/auth-alone.db"
is "auth.db is checkpointed" "$(sqlite3 "$work/auth-alone.db" "SELECT must_change FROM account WHERE login = 'thu'")" 1
chitra restore "$work/copy1" >"$work/out" 2>&1 </dev/null
is "not under a running server: status" $? 1
has "not under a running server: why" "$(cat "$work/out")" 'in use by process'
chitra backup "$work/last" >/dev/null 2>&1
was=$(facts)
seal=$(chitra check | sed 's/.*seal //')
office_stop

# --- in another place
office_dir=$work/elsewhere
office_conf=$office_dir/chitra.ini
mkdir "$office_dir"
chitra restore "$work/last" >"$work/out" 2>&1 </dev/null
is "in another place, unasked: status" $? 0
is "the same money" "$(facts)" "$was"
has "check agrees, the same seal" "$(chitra check 2>&1)" "seal $seal\$"
cmp -s "$office_dir/host_ed25519" "$home/host_ed25519" || { echo "FAIL: another host key"; failed=1; }
cmp -s "$office_dir/host_ed25519.pub" "$home/host_ed25519.pub" || { echo "FAIL: another public key"; failed=1; }
cmp -s "$office_dir/chitra.ini" "$home/chitra.ini" || { echo "FAIL: another chitra.ini"; failed=1; }
office_start
check "her password, at the same host key" signs_in lan demo-lan
check "the new password of thu" signs_in thu mat-khau-moi-1
signs_in thu demo-thu && { echo "FAIL: the old password of thu"; failed=1; }
has "and it goes on paying" "$(office_ssh "$clerk" -n chitra pay "$(unpaid 1)" 2>&1)" "$(($(cut -d'|' -f3 <<<"$was") + 1))"
newer=$(facts)
office_stop

# --- an older one: says what is lost, and asks
for answer in '' yes RESTORE; do
	echo "$answer" | chitra restore "$work/copy1" >"$work/out" 2>&1
	is "older, answered '$answer': status" $? 1
	is "older, answered '$answer': nothing has changed" "$(facts)" "$newer"
done
said=$(cat "$work/out")
has "both seals" "$said" "$(chitra check | sed 's/.*seal //')"
has "and that of the backup" "$said" "seal $(sed -n 's/^journal-entries //p' "$work/open1/chitra-backup") "
has "both last receipts" "$said" "$(cut -d'|' -f3 <<<"$newer")"
has "and that of the backup" "$said" "$(sed -n 's/^last-receipt //p' "$work/open1/chitra-backup")"
is "two words of loss: payouts, passwords" "$(grep -c '^\(LOST\|MẤT\)' <<<"$said")" 2
is "nothing is left of it" "$(ls "$office_dir" | grep -c '\.new')" 0
echo restore | chitra restore "$work/copy1" >"$work/out" 2>&1
is "older, by the word: status" $? 0
is "older: as it was" "$(facts)" "$(sqlite3 "$work/open1/chitra.db" 'SELECT count(*), coalesce(sum(total), 0), max(no) FROM receipt')"
is "older: whole" "$(chitra check >/dev/null 2>&1; echo $?)" 0
aside=$(echo "$office_dir"/chitra.db.replaced-*[0-9])
is "what was here is kept" "$(sqlite3 "$aside" 'SELECT count(*), sum(total), max(no) FROM receipt')" "$newer"
chitra restore "$work/last" >"$work/out" 2>&1 </dev/null
is "a newer one loses nothing: unasked" $? 0
echo restore | chitra restore "$work/copy1" >"$work/out" 2>&1
office_start
check "older: the passwords of then" signs_in thu demo-thu
office_stop
echo restore | chitra restore "$work/last" >"$work/out" 2>&1
has "after a sign-in it is another state: says so" "$(cat "$work/out")" 'no earlier state|không phải trạng thái trước'

# --- the books alone, of an earlier program
echo restore | chitra restore "$work/open1/chitra.db" >"$work/out" 2>&1
is "the books alone: status" $? 0
has "the books alone: says so" "$(cat "$work/out")" 'books alone|chỉ có sổ'
is "the books alone: whole" "$(chitra check >/dev/null 2>&1; echo $?)" 0
office_start
check "the books alone: passwords as they were here" signs_in thu mat-khau-moi-1
office_stop
chitra restore "$work/open1/chitra.db" --yes-lose-newer >"$work/out" 2>&1 </dev/null
is "a script's flag: status" $? 0

# --- cut off at each name that it gives or takes: never half, never a loss
make -s -C "$top_builddir" tests/tools/cutname.so || exit 1
cut=$(realpath "$tools")/cutname.so
all() { sqlite3 "$1" 'SELECT count(*), coalesce(sum(total), 0), max(no) FROM receipt; SELECT count(*) FROM journal'; }
old=$(all "$office_dir/chitra.db")
new=$(sqlite3 "$work/open2/chitra.db" 'SELECT count(*), coalesce(sum(total), 0), max(no) FROM receipt; SELECT count(*) FROM journal')
cp -a "$office_dir" "$work/kept"
noted=0 wrong=
for ((n = 1; n < 100; n++)); do
	rm -rf "$office_dir"
	cp -a "$work/kept" "$office_dir"
	rm -f "$office_dir"/*.replaced-*
	# In a shell of its own, which keeps "Killed" to itself.
	CUTNAME_AT=$n sh -c 'LD_PRELOAD=$0 "$@" || exit 1' "$cut" "$CHITRA" --config "$office_conf" \
	    restore "$work/copy2" --yes-lose-newer >"$work/out" 2>&1 </dev/null && break
	if [ -f "$office_conf.restoring" ]; then
		noted=$((noted + 1))
		for command in check serve "pay X" "backup $work/x"; do
			# shellcheck disable=SC2086
			chitra $command >"$work/out" 2>&1
			[ $? -eq 3 ] && grep -qE 'restore (FILE|TỆP)' "$work/out" || wrong+=" $n:$command"
		done
	elif [ "$(all "$office_dir/chitra.db")" != "$old" ] && [ "$(all "$office_dir/chitra.db")" != "$new" ]; then
		wrong+=" $n:neither"
	fi
	chitra restore "$work/copy2" --yes-lose-newer >"$work/out" 2>&1 </dev/null || wrong+=" $n:again"
	[ "$(all "$office_dir/chitra.db")" = "$new" ] || wrong+=" $n:other"
	chitra check >/dev/null 2>&1 || wrong+=" $n:check"
	cmp -s "$office_dir/host_ed25519" "$home/host_ed25519" || wrong+=" $n:key"
	aside=$(echo "$office_dir"/chitra.db.replaced-*[0-9])
	[ "$(all "${aside%% *}")" = "$old" ] || wrong+=" $n:lost"
	[ ! -f "$office_conf.restoring" ] || wrong+=" $n:note"
done
echo "cut off $((n - 1)) times, $noted of them under the note"
is "cut off anywhere: refused while half, whole when run again, the old one kept" "$wrong" ""
check "cut off under the note" test "$noted" -ge 8
rm -rf "$office_dir"
cp -a "$work/kept" "$office_dir"
was=$(facts)

# --- what is no whole backup changes nothing
head -c 100000 "$work/last" >"$work/half"
{ head -c 70000 "$work/last"; printf X; tail -c +70002 "$work/last"; } >"$work/turned"
echo nonsense >"$work/none"
for file in half turned none; do
	chitra restore "$work/$file" --yes-lose-newer >"$work/out" 2>&1 </dev/null
	is "$file: status" $? 1
	is "$file: nothing has changed" "$(facts)" "$was"
done
sed -i 's/^#database = .*/database = other.db/' "$office_conf"
chitra restore "$work/last" --yes-lose-newer >"$work/out" 2>&1 </dev/null
is "another place for the books: status" $? 1
has "another place for the books: why" "$(cat "$work/out")" 'other\.db'
exit "$failed"
