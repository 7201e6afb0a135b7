# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# For the scripts of this folder: a serve_host on a free port in a folder of its
# own, clients that sign in, desks on terminals, checks that say what they saw.
# Ends everything it started, by pid.  Waits end by events, each with a bound.

: "${top_builddir:?run by make check}"
program=$top_builddir/tests/serve/serve_host
. "$(dirname "${BASH_SOURCE[0]}")/../tools/checks.sh"
needs ssh ssh-keygen timeout script
[ -x "$program" ] || { echo "skip: serve_host was not built"; exit 77; }

dir=$(mktemp -d "${TMPDIR:-/tmp}/serve-test.XXXXXX") || exit 1
chmod 755 "$dir"
pids=()

finish()
{
	local p rc=$?
	trap - EXIT
	for p in "${pids[@]}"; do
		ends "$p"
	done
	[ -n "${host_pid:-}" ] && host_end
	if grep -aE -A20 'Sanitizer|runtime error' "$dir/log" 2>/dev/null; then
		echo "FAIL: a sanitizer has something to say"
		rc=1
	fi
	if [ "$failed" -ne 0 ] || { [ "$rc" -ne 0 ] && [ "$rc" -ne 77 ]; }; then
		echo "--- the log ends:"
		tail -n 60 "$dir/log" 2>/dev/null
	fi
	rm -rf "$dir"
	exit "$rc"
}
trap finish EXIT
trap 'exit 130' INT TERM

clients_new "$dir"

# logged WHAT PATTERN [COUNT]: waits until the log has COUNT such lines.
lines_logged()
{
	[ "$(grep -acE -- "$1" "$dir/log")" -ge "$2" ]
}

logged()
{
	if waits 15 lines_logged "$2" "${3:-1}"; then
		echo "ok: $1"
	else
		echo "FAIL: $1: no '$2' in the log"
		failed=1
	fi
}

# ini KEY=VALUE ...: writes chitra.ini with these limits.
ini()
{
	{
		printf '[server]\nport = 0\naddress = 127.0.0.1\nusers = one\n[limits]\n'
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} >"$dir/chitra.ini"
}

host_lives()
{
	[ -s "$dir/port" ] || ! kill -0 "$host_pid" 2>/dev/null
}

host()
{
	: >"$dir/port"
	# shellcheck disable=SC2086
	${host_wrap:-} "$program" "$dir" </dev/null >"$dir/port" 2>>"$dir/log" &
	host_pid=$!
	waits 30 host_lives
	port=$(cat "$dir/port")
	[ -n "$port" ] || return 1
	clients_to "$port" "$dir/host_ed25519.pub"
}

host_gone()
{
	! kill -0 "$host_pid" 2>/dev/null
}

# host_end [SIGNAL]: sets host_status.
host_end()
{
	kill "-${1:-TERM}" "$host_pid" 2>/dev/null
	waits 40 host_gone || { echo "the server did not end: killed"; kill -KILL "$host_pid"; }
	wait "$host_pid" 2>/dev/null
	host_status=$?
	host_pid=
}

status()
{
	"$program" "$dir" status
}

# line_of LOGIN: is there a connection of this person?
line_of()
{
	[ -n "$(pid_of line "$1")" ]
}

# pid_of books | gate | "desk of LOGIN" | line LOGIN
pid_of()
{
	case $1 in
	line) status | sed -n "s/^ *[0-9]\{1,\}  .* $2 .* pid \([0-9]*\)\$/\1/p" ;;
	*) status | sed -n "s/^$* .*pid \([0-9]*\).*/\1/p" ;;
	esac
}

# desk NAME COMMAND...: runs it on a terminal of 80x24; then say NAME KEYS and
# seen WHAT NAME PATTERN.
declare -A keys_of pid_of_desk
desk()
{
	local name=$1 fd
	shift
	mkfifo "$dir/keys.$name" || exit 1
	: >"$dir/screen.$name"
	script -qfec "stty rows 24 cols 80; $*; echo status \$?" \
	    "$dir/screen.$name" <"$dir/keys.$name" >/dev/null 2>&1 &
	pid_of_desk[$name]=$!
	pids+=("$!")
	exec {fd}>"$dir/keys.$name"
	keys_of[$name]=$fd
	rm -f "$dir/keys.$name"
}

say()
{
	printf '%s' "$2" >&"${keys_of[$1]}"
}

seen()
{
	if waits 15 grep -aqE -- "$3" "$dir/screen.$2"; then
		echo "ok: $1"
	else
		echo "FAIL: $1: no '$3' on the screen, which ends:"
		tail -c 300 "$dir/screen.$2" | cat -v
		failed=1
	fi
}

# What was on the screen so far no longer counts.
wipe()
{
	: >"$dir/screen.$1"
}
