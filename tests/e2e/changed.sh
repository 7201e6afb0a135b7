#!/bin/bash
# SPDX-License-Identifier: ISC
# What an administrator changes about a person reaches the desk that is open,
# attached or waiting: points, role, password.  And a password that somebody
# else has set is changed at the first sign-in, also when no server ran.
. "$(dirname "$0")/lib.sh"

small_office 40
name() { sql "SELECT name FROM person WHERE code = '$1'"; }
paper() { sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = '$1'"; }

# --- the first sign-in with a password from before the server ran
echo demo-binh | chitra user passwd binh >/dev/null
office_start
small_period
with_password binh demo-binh >"$work/screen" 2>&1 <<'END'
expect Signed in
key Enter
expect Your password was chosen by the administrator
send demo-binh\r
send demo-binh\r
send demo-binh\r
expect The new password is the one you have.
send binh tu chon\r
send binh tu chon\r
expect The password was changed.
expect Payout desk
key F3
expect Sign out?
send y
key Enter
exit 0
END
is "set offline: to be changed at the first sign-in" $? 0
[ "$failed" = 0 ] || cat "$work/screen"
with_password binh 'binh tu chon' >"$work/screen" 2>&1 <<'END'
expect Signed in
key Enter
expect 1  Payout desk
END
is "one's own: not asked again" $? 0
[ "$failed" = 0 ] || cat "$work/screen"

# --- a point is taken from lan while somebody from there is open at her desk
desk lan lan
sees "lan opens somebody of CB1" lan <<END
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today
send $(paper P0005)
quiet 500
key Enter
expect $(name P0005)
END
chitra user change lan "Lò Thị Lan" paying --points MG1
is "the administrator takes CB1 from her" $? 0
sees "the person is closed without a key" lan <<END
gone $(name P0005)
expect What you may do and see was changed
key F3
send 1
expect Today
send $(paper P0005)
quiet 500
key Enter
expect Nobody fits
key F9
expect 1  Payout desk
END

# --- another role: the menu, and what the keys do, at the next key
chitra user change lan "Lò Thị Lan" controller --unit BD118
sees "the menu is the new role's" lan <<'END'
gone Payout desk
expect controller
send 1
expect Roll
key F9
expect 1  Roll
END
chitra user change lan "Lò Thị Lan" paying --points MG1,CB1
sees "and back" lan <<'END'
expect 1  Payout desk
END

# --- a desk that waits: a temporary password lets nobody work with it
sees "the line goes" lan <<'END'
cut
END
echo tam-thoi-2019 | chitra user passwd lan >/dev/null
with_password lan tam-thoi-2019 >"$work/screen" 2>&1 <<'END'
expect Change password
expect Your password was chosen by the administrator
key F9
expect Change password
send tam-thoi-2019\r
send lan tu chon\r
send lan tu chon\r
expect The password was changed.
expect 1  Payout desk
END
is "a waiting desk asks for a new password" $? 0
[ "$failed" = 0 ] || cat "$work/screen"

# --- one that is open asks at once; who does not know it cannot go on
desk mai mai
sees "mai sits" mai <<'END'
expect Signed in
key Enter
expect 1  Payout desk
END
echo tam-thoi-2020 | chitra user passwd mai >/dev/null
sees "an open desk asks at once" mai <<'END'
expect Change password
key F3
expect The password was not changed.
exit 0
END
# --- a password that somebody else has set approves nothing, by key neither
out=$(as phong change ask stop person=P0013 reason=waiver event_on=05/08/2024)
is "phong asks for something" $? 0
request=$(sed -n 's/^[^0-9]*\([0-9]*\) .*/\1/p;q' <<<"$out")
echo tam-thoi-2021 | chitra user passwd truong >/dev/null
out=$(echo tam-thoi-2021 | as truong change approve "$request" 2>&1)
is "set by another: it approves nothing by key" $? 1
has "and says what to do" "$out" 'sign in with a terminal and change your password'
is "nothing stands" "$(sql "SELECT state FROM change WHERE id = $request")" waiting
desk truong truong
sees "by key the desk asks for a new one too" truong <<'END'
expect Signed in
key Enter
expect Change password
key F9
expect Change password
send tam-thoi-2021\r
send truong tu chon\r
send truong tu chon\r
expect The password was changed.
key F3
expect Sign out?
send y
key Enter
exit 0
END
echo 'truong tu chon' | as truong change approve "$request" >/dev/null 2>&1
is "one's own approves" "$? $(sql "SELECT state FROM change WHERE id = $request")" "0 approved"
# --- an account is disabled: the command that it has running ends as well
mkfifo "$work/idle"
as phong import roll - <"$work/idle" >"$work/out" 2>"$work/err" &
command=$!
exec {idle}>"$work/idle"
runs() { "$tools/status" "$office_conf" | grep -q ' phong  *channel '; }
check "a command of hers waits for its input" waits 20 runs
chitra user disable phong
wait "$command"
is "disabled: it ends" $? 1
has "and says why" "$(cat "$work/err")" 'the account phong is disabled'
exec {idle}>&-
is "check" "$(chitra check >"$work/check" 2>&1; echo $?)" 0
exit "$failed"
