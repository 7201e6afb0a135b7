# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# For scripts: a demo office of N people in a folder of its own, served on a
# free port.  Source it, then:
#
#   office_new [--people N ...]   makes the office (chitra demo); stays unserved
#   office_keys LOGIN ...         makes one key pair, registers it for them
#   office_start                  serves; returns when it takes connections
#   office_stop                   SIGTERM, waits; sets office_status
#   office_restart                after a kill: the same port, the same books
#   office_ssh LOGIN [ARG ...]    the OpenSSH client with `client ssh-config`
#   office_drive LOGIN [SIZE] < script   tests/tools/drive over that client
#   office_pids ROLE              listener books gate transports desks
#   waits, check, is, has         of checks.sh
#
# What it sets: office_dir office_conf office_port office_pid office_log.
# On exit everything started here is ended by its pid and the folder goes; when
# the script failed the tail of the log is printed.  Nothing waits by the clock
# alone.  OFFICE_WRAP (a command prefix) and OFFICE_ENV are put before serve.
# CHITRA names another program than the built one (sanitizers).

: "${top_builddir:?run by make check}"
: "${top_srcdir:?run by make check}"
CHITRA=${CHITRA:-$top_builddir/chitra}
tools=$top_builddir/tests/tools
office_pid=
office_dir=
office_extra=() # pids that the script started itself

. "$top_srcdir/tests/tools/checks.sh"
needs ssh ssh-keygen timeout
[ -x "$CHITRA" ] || { echo "skip: $CHITRA was not built"; exit 77; }
unset SSH_AUTH_SOCK DISPLAY

work=$(mktemp -d "${TMPDIR:-/tmp}/chitra-test.XXXXXX") || exit 1

# A process and all below it.
office_tree()
{
	local todo=("$1") p below
	while [ "${#todo[@]}" -gt 0 ]; do
		p=${todo[0]}
		todo=("${todo[@]:1}")
		echo "$p"
		below=()
		{ read -ra below <"/proc/$p/task/$p/children"; } 2>/dev/null
		todo+=("${below[@]}")
	done
}

office_finish()
{
	local rc=$? p
	trap - EXIT
	for p in "${office_extra[@]}"; do
		# One that has ended may have left its number to somebody else.
		[ "$(ps -o ppid= -p "$p" | tr -d ' ')" = "$$" ] || continue
		# shellcheck disable=SC2046
		kill $(office_tree "$p") 2>/dev/null
	done
	[ -n "$office_pid" ] && office_stop
	if [ "$rc" -ne 0 ] && [ "$rc" -ne 77 ] && [ -s "$work/serve.log" ]; then
		echo "--- the server's log ends:"
		tail -n "${OFFICE_TAIL:-40}" "$work/serve.log"
	fi
	# A test may have mounted something small there.
	mountpoint -q "$work/office" 2>/dev/null && umount "$work/office"
	[ -n "${OFFICE_KEEP:-}" ] && echo "kept: $work" || rm -rf "$work"
	exit "$rc"
}
trap office_finish EXIT
trap 'exit 130' INT TERM

# A port that nobody listens on; the server says so if another took it since.
office_free_port()
{
	local p hex
	while :; do
		p=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
		hex=$(printf ':%04X ' "$p")
		grep -qs "$hex[0-9A-F:]* 0A" /proc/net/tcp /proc/net/tcp6 || break
	done
	echo "$p"
}

office_new()
{
	office_dir=$work/office
	office_conf=$office_dir/chitra.ini
	office_log=$work/serve.log
	office_port=$(office_free_port)
	if ! "$CHITRA" demo "$office_dir" --port "$office_port" "$@" \
	    >"$work/demo.log" 2>&1; then
		echo "FAIL: no demo office:"
		tail -n 20 "$work/demo.log"
		exit 1
	fi
	office_client
}

# An office that an earlier script left in a folder: a copy of it.
office_copy()
{
	office_dir=$work/office
	office_conf=$office_dir/chitra.ini
	office_log=$work/serve.log
	cp -a "$1" "$office_dir" || exit 1
	rm -f "$office_dir"/chitra.sock
	office_port=$(office_free_port)
	office_set server port "$office_port"
	office_client
}

# Sets a key of chitra.ini.
office_set()
{
	sed -i "/^\[$1\]/,/^\[/ s|^[;# ]*$2 *=.*|$2 = $3|" "$office_conf"
}

# The client's files, as `chitra client ssh-config` words them.
office_client()
{
	"$CHITRA" --config "$office_conf" client ssh-config --host 127.0.0.1 \
	    >"$work/client" || exit 1
	sed '/known_hosts/,$d' "$work/client" >"$work/ssh_config"
	sed '1,/known_hosts/d' "$work/client" >"$work/known_hosts"
	printf '    %s\n' "UserKnownHostsFile $work/known_hosts" \
	    "GlobalKnownHostsFile /dev/null" "IdentityFile $work/key" \
	    "StrictHostKeyChecking yes" "LogLevel ERROR" >>"$work/ssh_config"
}

office_key()
{
	[ -f "$work/key" ] ||
	    ssh-keygen -q -t ed25519 -N '' -C test -f "$work/key" || exit 1
}

office_keys()
{
	local login
	office_key
	for login; do
		"$CHITRA" --config "$office_conf" user key "$login" \
		    "$work/key.pub" >/dev/null || {
			echo "FAIL: no key for $login"
			exit 1
		}
	done
}

office_ready()
{
	kill -0 "$office_pid" 2>/dev/null || return 0
	grep -aqE 'serving on port|ready on port' "$office_log"
}

office_start()
{
	: >"$office_log"
	# shellcheck disable=SC2086
	env ${OFFICE_ENV:-} ${OFFICE_WRAP:-} "$CHITRA" --config "$office_conf" serve \
	    </dev/null >>"$office_log" 2>&1 &
	office_pid=$!
	if ! waits "${OFFICE_WAIT:-30}" office_ready ||
	    ! kill -0 "$office_pid" 2>/dev/null; then
		echo "FAIL: the server does not start:"
		tail -n 20 "$office_log"
		office_pid=
		exit 1
	fi
}

office_stop()
{
	local n=0
	kill -TERM "$office_pid" 2>/dev/null
	while kill -0 "$office_pid" 2>/dev/null && [ "$n" -lt 900 ]; do
		sleep 0.05
		n=$((n + 1))
	done
	kill -KILL "$office_pid" 2>/dev/null && echo "the server did not end: killed"
	wait "$office_pid" 2>/dev/null
	# shellcheck disable=SC2034
	office_status=$?
	office_pid=
}

# After kill -9 of the listener: its children end by themselves first.
office_restart()
{
	wait "$office_pid" 2>/dev/null
	cat "$office_log" >>"$work/serve.before.log"
	office_start
}

office_ssh()
{
	local login=$1
	shift
	ssh -F "$work/ssh_config" -l "$login" "$@"
}

# The script of drive comes on stdin; extra options of ssh in office_drive_opts,
#                                 of drive in office_extra_opts
office_drive()
{
	[ -x "$tools/drive" ] || { echo "skip: drive was not built (libvterm)"; exit 77; }
	timeout 300 "$tools/drive" "${office_extra_opts[@]}" -p "$office_port" -s "${2:-80x24}" \
	    -t "${TERM_OF_CLIENT:-xterm-256color}" -- \
	    /usr/bin/ssh -tt -F "$work/ssh_config" -p %p -o HostKeyAlias="[127.0.0.1]:$office_port" \
	    "${office_drive_opts[@]}" -l "$1" chitra
}

office_pids()
{
	local text
	case $1 in
	listener) echo "$office_pid"; return ;;
	esac
	text=$("$tools/status" "$office_conf") || return 1
	case $1 in
	books | gate) sed -n "s/^$1 .*pid \([0-9]*\),.*/\1/p" <<<"$text" ;;
	transports) sed -n 's/^ *[0-9]\{1,\}  .* pid \([0-9]*\)$/\1/p' <<<"$text" ;;
	desks) sed -n '/^ *[0-9]\{1,\}  /d; /^books/d; /^gate/d; s/.* pid \([0-9]*\)$/\1/p' <<<"$text" ;;
	esac
}
