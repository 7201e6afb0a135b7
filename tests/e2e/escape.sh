#!/bin/bash
# SPDX-License-Identifier: ISC
# Names that would steer a terminal: imported, typed, pasted, as the login of a
# stranger, and written into the books behind our back.  Nothing of them reaches
# a screen, a report, a log or standard error.
. "$(dirname "$0")/lib.sh"

small_office 80
office_start
small_period
hostkey=$(ssh-keygen -lf "$office_dir/host_ed25519.pub" | cut -d' ' -f2)

# clean WHAT FILE: holds no C0 but ends of lines and pages, no DEL, C1, bidi control
clean()
{
	if LC_ALL=C grep -qaP '[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' "$2"; then
		echo "FAIL: $1:"
		LC_ALL=C grep -aP '[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' "$2" | cat -v | head -n 5
		failed=1
	else
		echo "ok: $1"
	fi
}

# --- imported: each row is refused by line and column, nothing is repeated raw
{
	echo "code,name,sex,birth,identity,commune,village,point,category,from"
	printf 'E1,L\303\262 \033[31mThị\033[0m Đỏ,F,1950,,03682,Bản 1,MG1,20.5.5c,2024-07\n'
	printf 'E2,Cà \302\2332J Văn,M,1951,,03682,Bản 1,MG1,20.5.5c,2024-07\n'
	printf 'E3,Vì \342\200\256nộ Văn,M,1952,,03682,Bản 1,MG1,20.5.5c,2024-07\n'
	printf 'E4,Vì Văn Sạch,M,1952,,03682,"Bản\033]0;x\007 1",MG1,20.5.5c,2024-07\n'
	printf 'E5\033[2J,Vì Sạch,M,1953,,03682,Bản 1,MG1,20.5.5c,2024-07\n'
	printf 'E6,Vì Sạch,M,1953,,03\033[2J,Bản 1,MG1,20.5.5c,2024-07\n'
} >"$work/evil.csv"
as phong import roll - <"$work/evil.csv" >"$work/out" 2>&1
is "imported: status" $? 1
for line in 2:name 3:name 4:name 5:village 6:code 7:commune; do
	has "imported: row $line" "$(cat "$work/out")" "^-:${line/:/: }: "
done
clean "imported: what is said of it" "$work/out"
printf 'code,na\033[2Jme\nX,Y\n' | as phong import roll - >"$work/out" 2>&1
is "a header: status" $? 1
clean "a header: what is said of it" "$work/out"

# --- on the command line
chitra user add evil $'Kẻ \033[31mXấu' paying --points MG1 >"$work/out" 2>&1
is "a name of staff: status" $? 1
chitra user add $'e\033[2Jvil' "Kẻ Xấu" paying --points MG1 >>"$work/out" 2>&1
is "a login: status" $? 1
chitra report summary --period $'2024\033[2J' >>"$work/out" 2>&1
is "a period: status" $? 1
chitra pay $'P\033[2J' >>"$work/out" 2>&1
is "a code: status" $? 1
chitra report $'sum\033[2J' >>"$work/out" 2>&1
is "a report: status" $? 1
as lan $'"pay" "\033[31mP4"' >>"$work/out" 2>&1
is "over ssh: status" $? 2
clean "the command line: what is said of it" "$work/out"

# --- as the login of a stranger
if command -v plink >/dev/null; then
	for login in $'la\033[31mn' $'la\n1 forged: line' $'\302\233la\177n'; do
		timeout 20 plink -ssh -batch -P "$office_port" -hostkey "$hostkey" \
		    -pw demo-lan -l "$login" 127.0.0.1 pay >/dev/null 2>&1 </dev/null
		is "a stranger's login: no way in" $? 1
	done
fi

# --- typed and pasted at the desk: a bracketed paste of keys, a paste of noise
awk 'BEGIN { for (i = x = 1; i <= 3200; i++) {
	x = (x * 75 + 74) % 65537
	printf "%s\\x%02x", i % 16 == 1 ? (i > 1 ? "\n" : "") "send " : "", x % 256
    } print "" }' >"$work/noise"
{
	cat <<-'END'
	expect Signed in
	key Enter
	expect 1  Payout desk
	send 1
	expect Today
	send \e[200~quan\e[31mg\e[21~\x01\x02\r\n\e[201~
	quiet 300
	row 1 Payout desk
	row 2 Today 0
	key F3 F3 F3 F3
	END
	cat "$work/noise"
	# A paste that never ends, ended by the terminal's own next paste.
	printf 'send \\e[200~\n'
	cat "$work/noise"
	cat <<-'END'
	send \e[201~
	quiet 1000
	END
} >"$work/keys"
office_drive lan <"$work/keys" >"$work/screen" 2>&1
is "pasted: the client ends in its own time" $? 0
is "pasted: nothing was paid" "$(paid)" "0|0|0|0"
plays "pasted: the desk is there, whatever was hit" lan <<'END'
quiet 700
key Ctrl-L
key F9
quiet 300
send \e
pause 100
key F3 F3 F3 F3 F3 F3
expect lan  08/2024
END
waits 10 grep -aq 'the desk waits' "$office_log"
is "pasted: no process died of it" "$(grep -acE 'died|signal [0-9]|hangs' "$office_log")" 0

# --- in the books already: the screen, the reports and the commands clean it
sqlite3 "$office_dir/chitra.db" "PRAGMA foreign_keys = off;
    DROP TRIGGER line_no_update;
    UPDATE line SET name = 'Lò ' || char(27) || '[2J' || char(155) || 'Thị', village = char(27) || 'c'
    WHERE person_id = (SELECT id FROM person WHERE code = 'P0024');
    UPDATE person SET name = 'Lò ' || char(27) || '[2J' || char(155) || char(8238) || 'Thị', village = char(27) || 'c'
    WHERE code = 'P0024';
    UPDATE area SET name = 'Xã' || char(27) || '[2J' WHERE code = '03682'"
chitra report summary --period $PERIOD >"$work/out" 2>&1
chitra report summary --period $PERIOD --format csv >>"$work/out" 2>&1
chitra report payment-list --period $PERIOD --area 03682 >>"$work/out" 2>&1
chitra report payment-list --period $PERIOD --area 03682 --format csv >>"$work/out" 2>&1
chitra period show $PERIOD >>"$work/out" 2>&1
has "in the books: it is in the reports" "$(cat "$work/out")" 'Lò \?\[2J'
clean "in the books: not raw" "$work/out"
number=$(sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = 'P0024'")
plays "in the books: on the screen" mai <<END
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today
send $number
quiet 500
key Enter
expect Lò ?[2J??Thị
expect ?c, Xã?[2J
expect TOTAL
row 1 Payout desk
key F10
expect Receipt 1:
END
as mai pay P0024 >"$work/out" 2>&1
is "in the books: paid once" $? 1
clean "in the books: what is said of it" "$work/out"
clean "the server's log" "$office_log"
exit "$failed"
