#!/bin/bash
# SPDX-License-Identifier: ISC
# What is wrong with files shows when the server starts, with status 3 and what
# to do: the books missing, newer, older or not ours, a form or chitra.ini with
# an error by file and line.  A form that breaks later is said on the screen.
. "$(dirname "$0")/lib.sh"

small_office 40
forms=$office_dir/forms
mkdir "$forms"
office_set data forms forms
books=$office_dir/chitra.db
cp "$books" "$work/good.db"
: >"$office_log"

# refused WHAT PATTERN COMMAND...: cannot start, and says why
refused()
{
	local what=$1 pattern=$2
	shift 2
	timeout 20 "$@" >"$work/out" 2>&1 </dev/null
	is "$what: status" $? 3
	has "$what: why" "$(cat "$work/out")" "$pattern"
}
serve=("$CHITRA" --config "$office_conf" serve)
check=("$CHITRA" --config "$office_conf" check)

# --- forms, ours and the province's, are tried before a clerk meets them
sed 's/^type = choice/type = choise/' "$top_srcdir/forms/pay.ini" >"$forms/pay.ini"
line=$(grep -n choise "$forms/pay.ini" | head -n 1 | cut -d: -f1)
refused "a wrong type" "$forms/pay.ini:$line: unknown type \"choise\"" "${serve[@]}"
rm "$forms/pay.ini"
printf '[form]\nname = contact\ntitle = P\nverb = person.correct\nthis is no line\n' >"$forms/contact.ini"
refused "no line of a form" "$forms/contact.ini:5: " "${serve[@]}"
printf '[list]\nname = roll\ntitle = R\n[column name]\nheading = N\nwidth = wide\n' >"$forms/roll.ini"
rm "$forms/contact.ini"
refused "a width" "$forms/roll.ini:6: " "${serve[@]}"
rm "$forms/roll.ini"
sed '/^\[column due_people\]/,/^$/d' "$top_srcdir/forms/report-summary.ini" >"$forms/report-summary.ini"
sed -i 's/^source = summary/sauce = summary/' "$forms/report-summary.ini"
refused "a report" "$forms/report-summary.ini:[0-9]+: " "${serve[@]}"
rm "$forms/report-summary.ini"
cp "$office_conf" "$work/good.ini"
echo 'port = 99999999' >>"$office_conf"
refused "chitra.ini" "chitra.ini:[0-9]+: " "${serve[@]}"
cp "$work/good.ini" "$office_conf"

# --- SIGHUP before it serves
mask_of() { sed -n 's/^SigBlk:[^0-9a-f]*//p' "/proc/$1/status" 2>/dev/null; }
holds() { [ "$(readlink "/proc/$1/exe")" = "$(realpath "$CHITRA")" ] && [ $((0x$(mask_of "$1") & 1)) = 1 ]; }
"${serve[@]}" </dev/null >"$work/hup" 2>&1 &
early=$!
check "SIGHUP is held from the start" waits 10 holds "$early"
kill -HUP "$early"
serving() { grep -aq 'serving on port' "$work/hup"; }
check "and kills nobody" waits 30 serving
kill "$early"
wait "$early"
is "it ends in order" $? 0

# --- the books
mv "$books" "$work/away.db"
refused "no books" "chitra.db: No such file" "${serve[@]}"
refused "no books, check" "chitra.db: No such file" "${check[@]}"
is "and none was made" "$(ls "$books" 2>/dev/null)" ""
mv "$work/away.db" "$books"
have=$(sqlite3 "$books" 'PRAGMA user_version')
sqlite3 "$books" "PRAGMA user_version = $((have + 7))"
refused "newer books" "schema $((have + 7)), this program knows $have" "${serve[@]}"
refused "newer books, check" "schema $((have + 7)), this program knows $have" "${check[@]}"
refused "newer books, migrate" "schema $((have + 7)), this program knows $have" \
    "$CHITRA" --config "$office_conf" migrate
sqlite3 "$books" 'PRAGMA user_version = 0'
refused "older books" "schema 0, this program needs $have: run 'chitra migrate'" "${serve[@]}"
sqlite3 "$books" "PRAGMA user_version = $have; PRAGMA application_id = 7"
refused "another program's file" 'chitra.db' "${serve[@]}"
rm -f "$books"-wal "$books"-shm
head -c 8192 /dev/urandom >"$books"
refused "no database at all" 'chitra.db' "${serve[@]}"
: >"$books"
refused "an empty file" 'chitra.db' "${serve[@]}"
rm -f "$books"-wal "$books"-shm
cp "$work/good.db" "$books"
is "whole again: check" "$("${check[@]}" >/dev/null 2>&1; echo $?)" 0
mv "$office_dir/auth.db" "$work/away.db"
out=$("${check[@]}" 2>&1)
is "no accounts, check" $? 1
has "which file" "$out" 'auth.db: No such file'
mv "$work/away.db" "$office_dir/auth.db"
was=$(sqlite3 "$office_dir/auth.db" 'PRAGMA user_version')
sqlite3 "$office_dir/auth.db" 'PRAGMA user_version = 99'
refused "newer accounts" "schema 99, this program knows $was" "${serve[@]}"
sqlite3 "$office_dir/auth.db" "PRAGMA user_version = $was"

# --- with all of it right again it starts; what breaks later is said at once
office_start
echo '[form' >"$forms/contact.ini"
plays "a form that broke while it served" admin <<END
expect Signed in
key Enter
expect Roll
send 1
expect Bản
quiet 300
key Enter
expect F2
key F2
expect Correct what moves no money
key Enter
expect contact.ini:1: 
END
kill -0 "$office_pid"
is "and the server goes on" $? 0
office_stop
is "SIGTERM: status" "$office_status" 0
exit "$failed"
