#!/bin/bash
# SPDX-License-Identifier: ISC
# Printing from a desk, with the real ssh.  A job for a printer that stalls keeps
# nobody waiting, and its outcome is said when it comes.  Through the terminal
# exactly the bytes of the job pass between ESC [5i and ESC [4i, and the question
# afterwards brings the same pages again from any page.  The same report by
# `ssh ... print`.
. "$top_srcdir/tests/tools/office.sh"
printjob=$top_builddir/tests/print/printjob

office_new --people 1500 --language en
mkdir "$office_dir/printers"
# Relative to chitra.ini.
office_set print profiles printers
office_keys quan
"$printjob" listen "$work/port" "$work/job" "$work/hold" &
office_extra+=($!)
waits 5 test -s "$work/port" || { echo "FAIL: no printer"; exit 1; }
cat >"$office_dir/printers/own.ini" <<END
[printer stalled]
title = Printer that stalls
profile = a4-80
way = tcp
target = 127.0.0.1:$(cat "$work/port")

[printer off]
title = Printer that is off
profile = a4-80
way = tcp
target = 127.0.0.1:1

[printer paper]
title = Printer that is a file
profile = a4-80
way = file
target = $work/paper

[printer again]
title = Another one that is a file
profile = a4-80
way = file
target = $work/again

[printer paper-132]
title = Wide printer that is a file
profile = a4-132c
way = file
target = $work/paper-132
END
office_start
last=$(sed -n 's/^.*period \([0-9-]*\).*/\1/p' "$work/demo.log" | head -1)

# --- a command of ssh
out=$(office_ssh quan chitra print summary --printer paper 2>"$work/err")
is "print over ssh" $? 0
has "says what it did" "$out" '^summary: 2 pages to paper$'
is "and nothing else" "$(cat "$work/err")" ""
has "folded to ASCII, with the orders of the printer" \
    "$(head -c 400 "$work/paper")" $'^\x1b@\x1bO\x1b2\x1bCF.*Buu dien'
office_ssh quan chitra print summary --printer off >"$work/out" 2>"$work/err"
is "a printer that is off: refused" $? 1
has "why, on stderr" "$(cat "$work/err")" 'chitra: 127.0.0.1:1: the printer is off'
is "nothing on stdout" "$(cat "$work/out")" ""
office_ssh quan chitra print summary --printer nowhere >/dev/null 2>"$work/err"
is "no such printer: refused" $? 1
office_ssh quan chitra print nothing --printer paper >/dev/null 2>"$work/err"
is "no such report: refused" $? 1
office_ssh quan chitra print test-page --printer paper-132 >"$work/out" 2>"$work/err"
is "the test page" $? 0
has "has its ruler" "$(cat "$work/paper-132")" '---5---10---15'
office_ssh quan chitra print summary --printer terminal >/dev/null 2>"$work/err"
is "no terminal behind a command" $? 1
has "which it says" "$(cat "$work/err")" 'terminal'

# --- a printer that takes nothing: the desk works on
office_drive quan >"$work/screen" 2>&1 <<END
expect Any key goes on
key Enter
expect Payment lists
send 2
expect F7 people
key F8
expect From page
key Down Down Down Right Right
expect Printer that stalls
key F10
expect Printing on stalled.
key F9
expect Settings
key Enter
END
is "the desk goes on while the printer stalls" $? 0
[ "$failed" = 0 ] || cat "$work/screen"
check "the printer has read nothing yet" test ! -e "$work/job"
touch "$work/hold"
check "the job goes on without a line" waits 10 test -s "$work/job"
waits 10 grep -q 'quan: summary on stalled: 2 pages' "$office_log"
is "and is in the log" $? 0
office_ssh quan chitra print summary --area 119 --printer paper >/dev/null
# But for the head of the journal: a sign-in came between the two.
seal() { sed -E 's/Journal: [0-9]+ [0-9a-f-]+ */Journal:/' "$1" | cksum; }
is "the bytes are those of the command" "$(seal "$work/job")" "$(seal "$work/paper")"

# --- outcomes are said, good and bad
rm "$work/paper"
office_drive quan >"$work/screen" 2>&1 <<END
expect Settings
send 2
expect F7 people
key F8
expect From page
# The printer used last comes first.
key Down Down Down Right Right
expect Printer that is a file
key F10
expect Sent: 2 pages to paper.
key F8
expect Sent: 2 pages to paper.
key Down Down Down Left
expect Printer that is off
key F10
expect Not printed on off: 127.0.0.1:1: the printer is off or prints for somebody else
key F8
expect From page
key Down Down Down Right Right Right
expect Wide printer that is a file
key Down
send 9
key F10
expect Not printed on paper-132: the report has 1 page
key F9
expect Settings
END
is "outcomes are said" $? 0
[ "$failed" = 0 ] || cat "$work/screen"

# --- through the terminal: exactly the job, and again from a page
# One session for all: a sign-in is an entry of the journal, whose head is on
# every page.
office_drive quan >"$work/screen" 2>&1 <<END
printer $work/tty.1
expect Settings
send 5
expect From page
key Left Left Left
expect PAYMENT LIST
key Down
send 119
key Down Down Left Left
expect Printer that is a file
key F10
expect Sent:
send 5
expect From page
key Left Left Left
expect PAYMENT LIST
key Down
send 119
key Down Down Right
expect Another one that is a file
key Down
send 3
key F10
expect pages to again.
send 5
expect From page
key Left Left Left
expect PAYMENT LIST
key Down
send 119
key Down Down Right Right
expect Printer of this terminal
key F10
expect Did it print?
expect pages were sent to the printer of this terminal.
quiet 300
printer $work/tty.2
send 3
key Enter
quiet 500
expect Did it print?
key Enter
gone Did it print?
END
is "through the terminal" $? 0
[ "$failed" = 0 ] || cat "$work/screen"
check "several pages" test "$(tr -cd '\f' <"$work/paper" | wc -c)" -ge 5
check "exactly the bytes of the job" cmp "$work/tty.1" "$work/paper"
check "again from page 3" cmp "$work/tty.2" "$work/again"
check "which are fewer" test "$(stat -c %s "$work/again")" -lt "$(stat -c %s "$work/paper")"

# --- where a terminal has none
TERM_OF_CLIENT=tmux-256color office_drive quan >"$work/screen" 2>&1 <<END
expect Settings
send 5
expect From page
key F10
expect inside tmux or screen the pages would land on the screen
key F3
expect Settings
END
is "refused inside tmux" $? 0

exit "$failed"
