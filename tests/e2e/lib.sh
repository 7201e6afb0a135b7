# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# For the scripts of this folder: a small office made the way an administrator
# makes one - init, tables, people, the roll and its approvers, a period - on top of
# tests/tools/office.sh, whose words are all here.
#
#   small_tables [PEOPLE]   writes areas.csv points.csv roll.csv into $work
#   small_office [PEOPLE]   tables, init, import, staff with passwords
#                           "demo-LOGIN", one key for all; not served
#   small_open YYYY-MM      opens a period of months out of order, by two people
#   small_period            opens 2024-08, makes and approves its lists
#   chitra ARG ...          the program on this office
#   as LOGIN ARG ...        the same over ssh, with the key
#   with_password LOGIN PASSWORD < LINES   a script of one person who signs in
#                           by password; the first time it is asked to be changed
#   own_password LOGIN      changes it to "own-LOGIN"
#   sql STATEMENT           what is in the books (read only)
#   desk NAME LOGIN [SIZE]  a person at a terminal (tests/tools/drive over ssh)
#   play NAME < LINES       types and looks, as drive's script says
#   sees WHAT NAME < LINES  the same, and waits until all of it was done
#   plays WHAT LOGIN [SIZE] < LINES   a whole script of one person
#
# The office speaks English, or OFFICE_LANGUAGE.
# Two districts with two communes each; lan and mai pay at the points of the
# first, binh at those of the second.  Person N has the code P000N and in a
# points' table of four every fourth N is at the same point.
. "${top_srcdir:?run by make check}/tests/tools/office.sh"
for need in sqlite3; do
	command -v "$need" >/dev/null || { echo "skip: no $need"; exit 77; }
done

PERIOD=2024-08

small_tables()
{
	cat >"$work/areas.csv" <<-'END'
	epoch,province,province_name,district,district_name,commune,commune_name
	2020-01,14,Tỉnh Sơn La,118,Huyện Quỳnh Nhai,03682,Xã Mường Giàng
	2020-01,14,Tỉnh Sơn La,118,Huyện Quỳnh Nhai,03685,Xã Chiềng Bằng
	2020-01,14,Tỉnh Sơn La,119,Huyện Thuận Châu,03721,Thị trấn Thuận Châu
	2020-01,14,Tỉnh Sơn La,119,Huyện Thuận Châu,03724,Xã Phổng Lái
	END
	cat >"$work/points.csv" <<-'END'
	code,name,unit,unit_name,commune,place
	MG1,Điểm Mường Giàng,BD118,Bưu điện Quỳnh Nhai,03682,Nhà văn hoá
	CB1,Điểm Chiềng Bằng,BD118,Bưu điện Quỳnh Nhai,03685,Trụ sở xã
	TC1,Điểm Thuận Châu,BD119,Bưu điện Thuận Châu,03721,Bưu cục
	PL1,Điểm Phổng Lái,BD119,Bưu điện Thuận Châu,03724,Nhà văn hoá
	END
	awk -v people="${1:-200}" 'BEGIN {
		split("Lò Cà Quàng Tòng Lường Cầm Bạc Hoàng Vì Giàng Sùng Vàng", sur, " ")
		split("Pâng Chống Dợ Ơn É Hặc Pó Sinh Minh Hoà Quý Đức Ánh", given, " ")
		split("20.5.5c 20.5.6c 20.5.6a 20.5.4", cat, " ")
		split("03682 03685 03721 03724", com, " ")
		split("MG1 CB1 TC1 PL1", point, " ")
		print "code,name,sex,birth,identity,ethnic,commune,village,point,delivery,category,from,decision"
		for (n = 1; n <= people; n++) {
			man = n % 2; k = n % 4 + 1
			# The disabled of clause 6 are grown up and under sixty.
			year = k == 2 || k == 3 ? 1965 + n % 25 : 1930 + n % 55
			id = n % 10 ? sprintf("014%d%02d%06d", !man, year % 100, n) : ""
			printf "P%04d,%s %s %s,%s,%d,%s,Thái,%s,Bản %d,%s,%s,%s,2024-07,QĐ 12/2024\n",
			    n, sur[n % 12 + 1], man ? "Văn" : "Thị", given[n % 13 + 1],
			    man ? "M" : "F", year, id, com[k], n % 7 + 1, point[k],
			    n % 40 == 0 ? "home" : "point", cat[n % 4 + 1]
		}
	}' >"$work/roll.csv"
}

chitra()
{
	"$CHITRA" --config "$office_conf" "$@"
}

small_init()
{
	office_dir=$work/office
	office_conf=$office_dir/chitra.ini
	office_log=$work/serve.log
	office_port=$(office_free_port)
	"$CHITRA" init "$office_dir" >/dev/null || exit 1
	office_set server port "$office_port"
	office_set server address 127.0.0.1
	office_set server users one
	office_set limits offices 127.0.0.0/8
	office_set office language "${OFFICE_LANGUAGE:-en}"
	office_client
}

# small_staff LOGIN NAME ROLE [OPTION ...]
small_staff()
{
	chitra user add "$@" >/dev/null &&
	    echo "demo-$1" | chitra user passwd "$1" >/dev/null ||
	    { echo "FAIL: no user $1"; exit 1; }
	# As if they had signed in and chosen it themselves (e2e/changed.sh does).
	sqlite3 -cmd '.timeout 5000' "$office_dir/auth.db" \
	    "UPDATE account SET must_change = 0 WHERE login = '$1'" || exit 1
	logins+=("$1")
}

small_people()
{
	logins=()
	small_staff lan "Lò Thị Lan" paying --points MG1,CB1
	small_staff mai "Hoàng Thị Mai" paying --points MG1,CB1
	small_staff binh "Cầm Văn Bình" paying --points TC1,PL1
	small_staff quan "Nguyễn Văn Quân" controller --unit BD118
	small_staff phong "Đinh Thị Phong" preparer --area 118
	small_staff truong "Hà Văn Trường" approver --area 118
	small_staff truong2 "Cà Thị Hai" approver --area 119
	small_staff tinh "Lù Thị Tỉnh" province
	small_staff admin "Quản trị" admin
	office_keys "${logins[@]}"
}

small_office()
{
	small_tables "${1:-}"
	small_init
	small_table areas
	small_table points
	small_people
	small_table roll
	office_start
	small_approve
	office_stop
}

# small_table TABLE: $work/TABLE.csv, by the administrator on the server
small_table()
{
	chitra import "$1" "$work/$1.csv" >"$work/import.log" 2>&1 || {
		echo "FAIL: import of $1:"
		head "$work/import.log"
		exit 1
	}
}

# Files of the roll that wait, by each list owner's approver; the server runs.
small_approve()
{
	local one who
	for one in $(sql "SELECT c.id || ':' || a.code FROM change c JOIN area a ON a.id = c.area_id
	    WHERE c.kind = 'roll' AND c.state = 'waiting'"); do
		who=truong
		[ "${one#*:}" = 118 ] || who=truong2
		echo "demo-$who" | as $who change approve "${one%:*}" >"$work/approve.log" 2>&1 || {
			echo "FAIL: a file that $who does not approve:"
			head "$work/approve.log"
			exit 1
		}
	done
}

# The month lies far back: one asks for it, another approves.
small_open()
{
	local out request
	out=$(as phong period open "$1" '"sổ của kỳ đã qua"') || return 1
	request=$(sed -n 's/^[^0-9]*\([0-9]*\) .*/\1/p;q' <<<"$out")
	echo demo-tinh | as tinh change approve "$request" >/dev/null
}

# The server must run: a list needs two people, and each posts as themselves.
small_period()
{
	small_open $PERIOD &&
	    as phong period list $PERIOD >/dev/null &&
	    echo demo-truong | as truong period approve $PERIOD >/dev/null ||
	    { echo "FAIL: no approved list"; exit 1; }
}

as()
{
	local login=$1
	shift
	timeout 60 ssh -F "$work/ssh_config" -o BatchMode=yes -l "$login" chitra "$@"
}

with_password()
{
	needs sshpass
	SSHPASS=$2 timeout 300 "$tools/drive" -p "$office_port" -- /usr/bin/sshpass -e \
	    /usr/bin/ssh -tt -F "$work/ssh_config" -p %p \
	    -o HostKeyAlias="[127.0.0.1]:$office_port" -o PubkeyAuthentication=no \
	    -o PreferredAuthentications=password -l "$1" chitra
}

own_password()
{
	echo "demo-$1" | chitra user passwd "$1" >/dev/null 2>&1
	with_password "$1" "demo-$1" >"$work/screen" 2>&1 <<-END || { cat "$work/screen"; exit 1; }
	expect Signed in
	key Enter
	expect Change password
	send demo-$1\\r
	send own-$1-1\\r
	send own-$1-1\\r
	expect The password was changed.
	key F3
	expect Sign out?
	send y
	key Enter
	exit 0
	END
}

sql()
{
	sqlite3 -readonly -cmd '.timeout 5000' "$office_dir/chitra.db" "$1"
}

# Desks first: a peer that does not read holds up the end of the server.
small_finish()
{
	local rc=$? fd
	trap - EXIT
	for fd in "${desk_fd[@]}"; do
		exec {fd}>&-
	done
	# For CHITRA=a sanitized program; others never say this.
	if grep -ahE 'AddressSanitizer|runtime error:' "$work"/*.log; then
		echo "FAIL: the sanitizers found something"
		rc=1
	fi
	(exit "$rc")
	office_finish
}
trap small_finish EXIT

# A person whose script goes on as this script goes on.
declare -A desk_fd desk_pid desk_marks
desk()
{
	local fd
	mkfifo "$work/desk.$1" || exit 1
	: >"$work/screen.$1"
	office_drive "$2" "${3:-80x24}" <"$work/desk.$1" >"$work/screen.$1" 2>&1 &
	desk_pid[$1]=$!
	office_extra+=("$!")
	exec {fd}>"$work/desk.$1"
	desk_fd[$1]=$fd
	desk_marks[$1]=0
}

play()
{
	cat >&"${desk_fd[$1]}"
}

desk_said()
{
	grep -qx "$2" "$work/screen.$1" || ! kill -0 "${desk_pid[$1]}" 2>/dev/null
}

sees()
{
	local mark
	desk_marks[$2]=$((desk_marks[$2] + 1))
	mark="done ${desk_marks[$2]}"
	{ cat; echo "say $mark"; } | play "$2"
	if waits 40 desk_said "$2" "$mark" && grep -qx "$mark" "$work/screen.$2"; then
		echo "ok: $1"
	else
		echo "FAIL: $1:"
		tail -n 30 "$work/screen.$2"
		failed=1
	fi
}

plays()
{
	if office_drive "$2" "${3:-80x24}" >"$work/screen" 2>&1; then
		echo "ok: $1"
	else
		echo "FAIL: $1:"
		cat "$work/screen"
		failed=1
	fi
}

# Paid, by whoever asks the books: how many receipts, payouts, standing, đồng.
paid()
{
	sql "SELECT (SELECT count(*) FROM receipt), (SELECT count(*) FROM payout),
	    (SELECT count(*) FROM standing), (SELECT coalesce(sum(total), 0) FROM receipt)"
}
