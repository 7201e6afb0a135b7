#!/bin/bash
# SPDX-License-Identifier: ISC
# Long verbs that are cut: a line that drops in the middle of a file, books
# killed in the middle of an import and of a list, a server that is stopped.
# All of it stands or nothing, the same again is right, nothing is left behind.
. "$(dirname "$0")/lib.sh"

small_office 40
office_start
small_tables 16000
{ head -n 1 "$work/roll.csv"; grep -E ',(MG1|CB1),' "$work/roll.csv"; } >"$work/own.csv"
rows=$(($(wc -l <"$work/own.csv") - 1))
staged() { sql "SELECT rows FROM job WHERE state = 'staging' ORDER BY id DESC LIMIT 1"; }
staging() { [ "$(staged)" -gt 0 ] 2>/dev/null; }

# --- the line drops in the middle of the file
mkfifo "$work/half"
ssh -F "$work/ssh_config" -o BatchMode=yes -l phong chitra import roll - <"$work/half" >"$work/out" 2>&1 &
client=$!
exec {half}>"$work/half"
head -n 5000 "$work/own.csv" >&"$half"
check "half a file is staged" waits 10 staging
kill -KILL "$client"
exec {half}>&-
check "the command is ended" waits 10 grep -aq 'ended: stage channel, login phong' "$office_log"
left() { sql "SELECT (SELECT count(*) FROM job WHERE state = 'staging') + (SELECT count(*) FROM roll_row r
    JOIN job j ON j.id = r.job_id WHERE j.state = 'aborted') + (SELECT count(*) FROM roll_part p JOIN job j ON j.id = p.job_id
    WHERE j.state = 'aborted')"; }
nothing_left() { [ "$(left)" = 0 ]; }
check "half a file: given up, and its rows taken away" waits 60 nothing_left
is "half a file: nothing stands" "$(sql 'SELECT count(*) FROM person')" 40
is "half a file: nothing was said" "$(cat "$work/out")" ""
out=$(as phong import roll - <"$work/own.csv")
has "the whole file again" "$out" "^$rows rows: $((rows - 20)) new, 0 changed, 20 unchanged"

# --- books dies while the approved rows come to stand
file=$(sql "SELECT max(id) FROM change")
stood() { [ "$(sql "SELECT stood FROM roll_part WHERE change_id = $file")" -gt 0 ]; }
approve() { echo demo-truong | as truong change approve "$file"; }
approve >"$work/out" 2>&1 &
client=$!
check "rows stand" waits 20 stood
kill -KILL "$(office_pids books)"
wait "$client"
is "books dies beside a file: it is not known" $? 4
has "half a file is said to be so" "$(as truong change show "$file")" 'not done yet: Hà Văn Trường decided'
has "whoever approves it goes on, without a password" "$(as truong change approve "$file" </dev/null)" 'rows that stand now'
is "all of it stands" "$(sql 'SELECT count(*) FROM person')" $((rows + 20))

# killed WHAT COMMAND...: books dies while the command is staging rows
killed()
{
	local what=$1
	shift
	"$@" >"$work/out" 2>&1 &
	client=$!
	waits 10 staging || echo "FAIL: $what: nothing was staged in time"
	kill -KILL "$(office_pids books)"
	wait "$client"
	is "$what: it is not known" $? 4
	has "$what: says so" "$(cat "$work/out")" 'answer|books'
}
import_changed() { as phong import roll - <"$work/changed.csv"; }
sed 's/,Thái,/,Kinh,/' "$work/own.csv" >"$work/changed.csv"
as phong import roll - <"$work/own.csv" >/dev/null
is "nothing waits of what was read to the end" "$(sql "SELECT count(*) FROM roll_row WHERE state = 'waiting'")" 0
killed "books dies in an import" import_changed
is "nothing of it stands" "$(sql "SELECT count(*) FROM person WHERE ethnic = 'Kinh'")" 0
check "books starts anew: it is given up, and its rows taken away" waits 60 nothing_left
out=$(import_changed)
has "again: all of it" "$out" "^$rows rows: 0 new, $rows changed, 0 unchanged"
file=$(sql "SELECT max(id) FROM change")
approve >/dev/null
is "approved, all of it" "$(sql "SELECT count(*) FROM person WHERE ethnic = 'Kinh'")" "$rows"

# --- a list
sqlite3 "$office_dir/chitra.db" "UPDATE job SET state = 'aborted' WHERE state = 'staging'"
small_open $PERIOD
killed "books dies in a list" as phong period list $PERIOD
is "no list of it is to be seen" "$(sql "SELECT count(*) FROM list WHERE prepared_at <> ''")" 0
out=$(as phong period list $PERIOD)
has "again: all of it" "$out" ", $rows people, $rows lines"
as phong period list $PERIOD >/dev/null
is "once more: it is there" "$(sql 'SELECT count(*) FROM list')" 1
is "what was left behind is gone" "$(sql "SELECT (SELECT count(*) FROM stage_line) + (SELECT count(*) FROM line) - $rows")" 0

# --- a server that is stopped waits for it, or it never happened
import_changed >"$work/out" 2>&1 &
client=$!
waits 10 staging
office_stop
is "SIGTERM: status" "$office_status" 0
wait "$client"
case $? in
0) has "stopped: it was finished first" "$(cat "$work/out")" "^$rows rows: " ;;
*) has "stopped: it says so" "$(cat "$work/out")" 'chitra: |closed|stopped' ;;
esac
is "check" "$(chitra check >/dev/null 2>&1; echo $?)" 0
exit "$failed"
