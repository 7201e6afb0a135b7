# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# What the scripts of all folders share; office.sh and the lib.sh of serve/ and
# ssh/ source it.
#
#   needs PROGRAM ...           else the script is skipped (77)
#   waits SECONDS COMMAND ...   until the command is true; 1 when it never is
#   check WHAT COMMAND ...      "ok: WHAT" or "FAIL: WHAT"
#   is WHAT GOT WANTED
#   has WHAT TEXT PATTERN       (grep -E)
#   ends PID ...                SIGTERM, unless it has ended: its number may by
#                               now be somebody else's
#   clients_new DIR             keys and an askpass that says DIR/password
#   clients_to PORT KEY [ASKS]  options of ssh for a server with that public
#                               host key: common by_key by_password
#
# A script ends with exit "$failed".

failed=0

needs()
{
	local need
	for need; do
		command -v "$need" >/dev/null || { echo "skip: no $need"; exit 77; }
	done
}

waits()
{
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		[ "$SECONDS" -lt "$end" ] || return 1
		sleep 0.05
	done
}

check()
{
	local what=$1
	shift
	if "$@"; then
		echo "ok: $what"
	else
		echo "FAIL: $what"
		failed=1
	fi
}

is()
{
	if [ "$2" = "$3" ]; then
		echo "ok: $1"
	else
		echo "FAIL: $1: got '$2', wanted '$3'"
		failed=1
	fi
}

has()
{
	if grep -aqE -- "$3" <<<"$2"; then
		echo "ok: $1"
	else
		echo "FAIL: $1: no '$3' in: $2"
		failed=1
	fi
}

ends()
{
	local p
	for p; do
		[ "$(ps -o ppid= -p "$p" 2>/dev/null | tr -d ' ')" = "$$" ] && kill "$p" 2>/dev/null
	done
}

clients_new()
{
	clients_dir=$1
	ssh-keygen -q -t ed25519 -N '' -C test -f "$1/user_key" &&
	    ssh-keygen -q -t ed25519 -N '' -C test -f "$1/other_key" || exit 1
	printf '#!/bin/sh\ncat "%s/password"\n' "$1" >"$1/askpass"
	chmod 700 "$1/askpass"
	unset SSH_AUTH_SOCK DISPLAY
	export SSH_ASKPASS=$1/askpass SSH_ASKPASS_REQUIRE=force
}

# shellcheck disable=SC2034
clients_to()
{
	echo "[127.0.0.1]:$1 $(cut -d' ' -f1,2 "$2")" >"$clients_dir/known"
	common=(-F none -p "$1" -o UserKnownHostsFile="$clients_dir/known"
	    -o StrictHostKeyChecking=yes -o GlobalKnownHostsFile=/dev/null
	    -o IdentitiesOnly=yes -o LogLevel=ERROR)
	by_key=("${common[@]}" -i "$clients_dir/user_key" -o BatchMode=yes)
	by_password=("${common[@]}" -o PreferredAuthentications=password
	    -o NumberOfPasswordPrompts="${3:-1}")
}
