#!/bin/sh
# Guards the exit statuses of the contract: 0 done, 1 refused, 2 usage, 3
# cannot start; and that each failure says what to do on standard error.
set -u
chitra=$top_builddir/chitra
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 99
fail=0

want() { # STATUS TEXT-IN-STDERR COMMAND...
	status=$1 text=$2
	shift 2
	"$@" >out 2>err </dev/null
	got=$?
	[ -s err ] || echo >err
	if [ $got != "$status" ] || ! grep -q -- "$text" err; then
		echo "exit: $* gave $got, not $status with '$text':"
		cat err
		fail=1
	fi
}

want 2 'usage' "$chitra"
want 2 'no command' "$chitra" nonsense
want 3 'nowhere.ini' "$chitra" --config nowhere.ini check
want 0 '' "$chitra" init office
want 0 '' "$chitra" --config office/chitra.ini check
want 0 '' "$chitra" check --config office/chitra.ini
want 2 'usage' "$chitra" --config office/chitra.ini serve too many words
want 1 'chitra' "$chitra" --config office/chitra.ini restore nowhere.db
want 1 'chitra' "$chitra" --config office/chitra.ini user show nobody
want 2 'usage' "$chitra" --config office/chitra.ini outcome xyz
want 1 'nothing was posted' "$chitra" --config office/chitra.ini outcome 00112233445566778899aabbccddeeff
# A table names file, line and column; each table goes by its own word.
printf 'old,new,valid_from\n03721,03721,2019-11-01\n' > moves.csv
want 1 'moves.csv:2: old: no area had the code 03721' "$chitra" --config office/chitra.ini import reorganisation moves.csv
want 1 'moves.csv:1: ' "$chitra" --config office/chitra.ini import areas moves.csv
want 2 'usage' "$chitra" --config office/chitra.ini import moves moves.csv
printf '[server]\nport = many\n' > bad.ini
want 3 'bad.ini:2' "$chitra" --config bad.ini check
printf '[server]\ncolour = red\n' > bad.ini
want 3 'bad.ini:2' "$chitra" --config bad.ini check
# The files of secrets are their owner's alone.
[ "$(stat -c %a office/auth.db)" = 600 ] || { echo "exit: auth.db is not 0600"; fail=1; }
[ "$(stat -c %a office/host_ed25519)" = 600 ] || { echo "exit: host key is not 0600"; fail=1; }
# The client's settings leave the other hosts of their reader alone.
if command -v ssh >/dev/null; then
	"$chitra" --config office/chitra.ini client ssh-config |
	    sed '/known_hosts/,$d' > client
	ssh -F client -G elsewhere >out 2>err ||
	    { echo "exit: ssh-config spoils other hosts:"; cat err; fail=1; }
fi
# A backup is whole, and restoring it gives the same books.
want 0 '' "$chitra" --config office/chitra.ini backup copy.db
want 0 '' "$chitra" --config office/chitra.ini restore copy.db
want 0 '' "$chitra" --config office/chitra.ini check
exit $fail
