# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# For the rows of the bench table: the served office of
# tests/tools/office.sh, a baseline sshd beside it, and how a row is said.
#
#   row WHAT FIGURE UNIT BUDGET [BASELINE [NAME]]   compares; BUDGET "" = shown only
#   row_words WHAT FIGURE BUDGET BASELINE RATIO VERDICT   as given
#   row_not WHAT WHY                                "not measured: WHY"
#   bench_clerks N             keys for N of the paying staff: $work/clerks
#   bench_office [PEOPLE]      an office of 29,000, made once a run and copied
#   sshd_start                 sshd on a free port: sshd_port; sshd_ssh COMMAND
#   sshd_drive [SSH OPTION ...] -- COMMAND < script      drive over that sshd
#   counted NAME up|down|ms < output of drive     the figure(s), one a line
#   middle / mean              of the numbers on stdin
#   busy_ms PID                CPU of a process and all below it, in ms
#
# A row is one line "ROW|what|figure|budget|baseline|ratio|verdict"; run.sh sets
# them in columns.  A row over its budget is no error: only a row that could
# not be measured although it should ends with "not measured".

# shellcheck source=tests/tools/office.sh
. "${top_srcdir:?}/tests/tools/office.sh"
BENCH_SEED=${BENCH_SEED:-29000}
bench_cache=${BENCH_CACHE:-$work/cache}
office_drive_opts=()

row_words()
{
	printf 'ROW|%s|%s|%s|%s|%s|%s\n' "$@"
}

row_not()
{
	row_words "$1" - "${3:--}" - - "not measured: $2"
}

# More is worse, unless the unit ends in /s: then less is.
row()
{
	local what=$1 figure=$2 unit=$3 budget=$4 base=${5:-} name=${6:-} ratio=- verdict=-
	if [ -z "$figure" ]; then
		row_not "$what" "no figure came" "$budget $unit"
		return
	fi
	[ -n "$base" ] && ratio=$(awk -v a="$figure" -v b="$base" \
	    'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }')
	if [ -n "$budget" ]; then
		verdict=$(awk -v a="$figure" -v b="$budget" -v u="$unit" 'BEGIN {
			if (u ~ /\/s$/) print (a >= b ? "ok" : "below");
			else print (a <= b ? "ok" : "over") }')
		case $unit in
		*/s) budget=">= $budget $unit" ;;
		*) budget="<= $budget $unit" ;;
		esac
	fi
	row_words "$what" "$figure $unit" "${budget:--}" \
	    "${base:+$base $unit }${name:--}" "$ratio" "$verdict"
}

middle()
{
	sort -n | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)] }'
}

mean()
{
	awk '{ s += $1; n++ } END { if (n) printf "%.0f\n", s / n }'
}

# Lines of drive's `count`: NAME up=1 down=2 ms=3.
counted()
{
	awk -v name="$1" -v want="$2" '$1 == name {
		for (i = 2; i <= NF; i++) {
			split($i, kv, "=")
			if (kv[1] == want) print kv[2]
		}
	}'
}

bench_office()
{
	local n=${1:-$BENCH_SEED}
	if [ ! -f "$bench_cache/$n/chitra.ini" ]; then
		mkdir -p "$bench_cache"
		"$CHITRA" demo "$bench_cache/$n" --people "$n" --port 2222 \
		    >"$work/demo.log" 2>&1 || {
			tail -n 5 "$work/demo.log" >&2
			return 1
		}
	fi
	office_copy "$bench_cache/$n"
	office_key
}

# Keys for N paying members of staff; their logins in $work/clerks.
bench_clerks()
{
	"$CHITRA" --config "$office_conf" user list |
	    awk '/ paying / { print $1 }' | head -n "$1" >"$work/clerks"
	# shellcheck disable=SC2046
	office_keys $(cat "$work/clerks")
}

sshd_start()
{
	local d=$work/sshd
	sshd_user=$(id -un)
	command -v /usr/sbin/sshd >/dev/null || return 1
	# sshd started by root wants its empty folder.
	[ "$(id -u)" = 0 ] && mkdir -p /run/sshd
	mkdir -p "$d"
	office_key
	ssh-keygen -q -t ed25519 -N '' -f "$d/host" || return 1
	cp "$work/key.pub" "$d/authorized"
	sshd_port=$(office_free_port)
	cat >"$d/config" <<-END
		Port $sshd_port
		ListenAddress ${sshd_address:-127.0.0.1}
		HostKey $d/host
		AuthorizedKeysFile $d/authorized
		StrictModes no
		UsePAM no
		PidFile none
		PermitRootLogin yes
		PasswordAuthentication no
		PrintMotd no
		PrintLastLog no
		MaxStartups 1000:30:2000
		MaxSessions 10
		PermitUserRC no
	END
	/usr/sbin/sshd -D -e -f "$d/config" </dev/null >"$d/log" 2>&1 &
	sshd_pid=$!
	office_extra+=("$sshd_pid")
	waits 10 grep -q 'Server listening' "$d/log" || {
		cat "$d/log" >&2
		return 1
	}
	{
		echo 'Host *'
		sed '/known_hosts/,$d; /^ *\(Port\|HostName\|Host\) /d; /^#/d' \
		    "$work/client" 2>/dev/null
		printf '    %s\n' "UserKnownHostsFile $d/known" \
		    "GlobalKnownHostsFile /dev/null" "IdentityFile $work/key" \
		    "HostKeyAlias bench" "StrictHostKeyChecking yes" "LogLevel ERROR"
	} >"$d/ssh_config"
	echo "bench $(cut -d' ' -f1,2 "$d/host.pub")" >"$d/known"
}

sshd_drive()
{
	local opts=()
	while [ "$1" != -- ]; do
		opts+=("$1")
		shift
	done
	shift
	timeout 300 "$tools/drive" -p "$sshd_port" -s "${DRIVE_SIZE:-80x24}" -- /usr/bin/ssh -tt \
	    -F "$work/sshd/ssh_config" -p %p "${opts[@]}" -l "$sshd_user" 127.0.0.1 "export LC_ALL=C.UTF-8; $*"
}

busy_ms()
{
	local p files=()
	for p in $(office_tree "$1"); do
		files+=("/proc/$p/schedstat")
	done
	# Nanoseconds on a core; stat's ticks miss what is short.
	cat "${files[@]}" 2>/dev/null | awk '{ s += $1 } END { printf "%.0f\n", s / 1000000 }'
}
