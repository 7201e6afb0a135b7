# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# For the scripts of this folder: a transport_host on a free port in a folder
# of its own, the options of the clients, and checks that say what they saw.
# Ends everything it started.  Waits end by events, each with a bound.

top_builddir=${top_builddir:-$PWD} # by hand: from the build folder
host_program=$top_builddir/tests/ssh/transport_host
. "$(dirname "${BASH_SOURCE[0]}")/../tools/checks.sh"
needs ssh ssh-keygen timeout script
[ -x "$host_program" ] || { echo "skip: transport_host was not built"; exit 77; }

dir=$(mktemp -d) || exit 1
pids=()

finish()
{
	local p
	for p in "${pids[@]}"; do
		ends "$p"
	done
	if [ "$failed" -ne 0 ]; then
		echo "--- log of the last host"
		tail -n 40 "$dir/log" 2>/dev/null
	fi
	rm -rf "$dir"
}
trap finish EXIT

clients_new "$dir"
echo demo-lan >"$dir/password"

# host [name=value ...]: starts one and sets port.
host()
{
	: >"$dir/log"
	: >"$dir/port"
	"$host_program" "$dir" "$@" >"$dir/port" 2>>"$dir/log" &
	host_pid=$!
	pids+=("$host_pid")
	waits 20 test -s "$dir/port" || { echo "FAIL: no host"; cat "$dir/log"; exit 1; }
	port=$(cat "$dir/port")
	clients_to "$port" "$dir/host_key.pub" 5
}

host_end()
{
	kill "$host_pid" 2>/dev/null
	wait "$host_pid" 2>/dev/null
}

# logged WHAT PATTERN: waits up to 10 s for it in the host's log.
logged()
{
	if waits 10 grep -aqE -- "$2" "$dir/log"; then
		echo "ok: $1"
	else
		echo "FAIL: $1: no '$2' in the log"
		failed=1
	fi
}

# desk COMMAND...: runs it on a terminal of 100x30; then say KEYS and
# seen WHAT PATTERN.
desk()
{
	rm -f "$dir/keys"
	: >"$dir/screen"
	mkfifo "$dir/keys" || exit 1
	script -qfec "stty rows 30 cols 100; tty >$dir/tty; $*; echo status \$?" \
	    "$dir/screen" <"$dir/keys" >/dev/null 2>&1 &
	desk_pid=$!
	pids+=("$desk_pid")
	exec {keys}>"$dir/keys"
}

say()
{
	printf '%s' "$1" >&"$keys"
}

seen()
{
	if waits 10 grep -aqE -- "$2" "$dir/screen"; then
		echo "ok: $1"
	else
		echo "FAIL: $1: no '$2' on the screen, which ends:"
		tail -c 300 "$dir/screen" | cat -v
		failed=1
	fi
}

desk_end()
{
	exec {keys}>&-
	wait "$desk_pid" 2>/dev/null
}
