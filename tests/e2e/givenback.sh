#!/bin/bash
# SPDX-License-Identifier: ISC
# Every way a session ends in the middle of a job for the printer behind the
# terminal, over the real ssh: out of print mode first, then out of bracketed
# paste, of the other page, and then the words, which else went to paper with
# whatever the person typed at their own shell.
. "$top_srcdir/tests/tools/office.sh"

office_new --people 1500 --language en
office_keys quan
office_start
chitra() { "$CHITRA" --config "$office_conf" "$@"; }
pid_of() { "$tools/status" "$office_conf" | sed -n "s/^desk of $1 .*pid \([0-9]*\)$/\1/p"; }

# prints NAME: a desk whose job is in its middle: the line is slow and
# holds little
prints()
{
	mkfifo "$work/desk.$1" || exit 1
	office_extra_opts=(-n)
	office_drive quan <"$work/desk.$1" >"$work/screen.$1" 2>&1 &
	office_extra+=("$!")
	office_extra_opts=()
	exec {fd}>"$work/desk.$1"
	cat >&"$fd" <<-END
	printer $work/paper.$1
	record $work/bytes.$1
	expect Any key goes on
	key Enter
	expect Settings
	send 5
	expect From page
	key Left Left Left
	expect PAYMENT LIST
	key Down
	send 119
	key Down Down
	quiet 300
	shape 2400 0
	key F10
	END
	if ! waits 60 test -s "$work/paper.$1"; then
		echo "FAIL: $1: no job"
		cat "$work/screen.$1"
		failed=1
	fi
}

# gives NAME WORDS: what came last, ~ for ESC and | for CR
gives()
{
	echo 'shape 0 0' >&"$fd"
	ended() { tr '\n' ' ' <"$work/bytes.$1" | grep -aqE -- "$2"; }
	check "$1: the person is told" waits 30 ended "$1" "$2"
	has "$1: the terminal is given back" \
	    "$(tail -c 400 "$work/bytes.$1" | tr '\033\r\n' '~| ' | sed 's/.*~@//')" \
	    "\\|~\\[4i~\\[\\?2004l~\\[\\?1l~>~\\[m~\\[\\?1049l(~\\[\\?25h)?\\| $2"
	is "$1: no word is on paper" "$(grep -acE -- "$2" "$work/paper.$1")" 0
	check "$1: the job was in its middle" \
	    test "$(tr -cd '\f' <"$work/paper.$1" | wc -c)" -lt "$pages"
	exec {fd}>&-
}

pages=$(office_ssh quan chitra report payment-list --area 119 | tr -cd '\f' | wc -c)
check "several pages" test "$pages" -ge 5

prints takeover
office_drive quan >"$work/screen.other" 2>&1 <<'END'
expect Printing was cut off when the line dropped
key F3
gone Did it print?
key F3
expect Sign out?
send y
key Enter
exit 0
END
is "another client takes over" $? 0
[ "$failed" = 0 ] || cat "$work/screen.other"
gives takeover 'taken over from 127.0.0.1 at'

prints disabled
chitra user disable quan
gives disabled 'the account quan is disabled'
chitra user enable quan

prints desk
kill -KILL "$(pid_of quan)"
gives desk 'The session ended unexpectedly'

prints books
kill -KILL "$(office_pids books)"
echo 'shape 0 0' >&"$fd"
cat >&"$fd" <<END
expect Did it print?
key F3
expect Settings
key F3
expect Sign out?
send y
key Enter
exit 0
END
check "dead books: the job goes on" waits 60 grep -aq 'Signed out' "$work/bytes.books"
exec {fd}>&-

prints stopped
kill -TERM "$office_pid"
gives stopped 'The server is being stopped'
wait "$office_pid"
is "SIGTERM: status" $? 0
office_start

prints listener
kill -KILL "$office_pid"
gives listener 'The server has stopped'
office_restart

# Signing out by hand gives it back in the same order.
office_drive quan >"$work/screen" 2>&1 <<END
record $work/bytes.out
expect Any key goes on
key Enter
expect Settings
key F3
expect Sign out?
send y
key Enter
exit 0
END
is "signs out" $? 0
has "signed out: given back" "$(tail -c 400 "$work/bytes.out" | tr '\033\r\n' '~| ')" \
    '~\[\?2004l.*~\[\?1049l.*\| Signed out'
exit "$failed"
