#!/bin/sh
# Guards the way to a CUPS queue with a real cupsd: every byte of a job arrives
# at the printer, titles may be Vietnamese, a cancelled job prints nothing, and
# a queue or server that is not there is said so at once.
set -eu
PATH=$PATH:/usr/sbin
cupsd=$(command -v cupsd) && lpadmin=$(command -v lpadmin) || { echo "no cupsd"; exit 77; }
printjob=$top_builddir/tests/print/printjob
"$printjob" send cups x /nonexistent/cups.sock </dev/null 2>&1 | grep -q "built without" && exit 77

R=$(mktemp -d /tmp/chitra-cups.XXXXXX)
cupsd_pid= printer_pid=
finish() {
	[ -z "$printer_pid" ] || kill "$printer_pid" 2>/dev/null || :
	[ -z "$cupsd_pid" ] || { kill "$cupsd_pid" && wait "$cupsd_pid"; } 2>/dev/null || :
	rm -rf "$R"
}
trap finish EXIT
trap 'exit 1' INT TERM

# wait_for SECONDS command: until it holds.
wait_for() {
	end=$(($(date +%s) + $1)); shift
	until "$@"; do
		[ "$(date +%s)" -lt "$end" ] || { echo "timeout: $*"; tail -20 "$R/log/error_log" || :; exit 1; }
		sleep 0.05
	done
}

# cupsd refuses to work as root, and as a group that administers it.
as= user=$(id -un) group=$(id -gn)
if [ "$(id -u)" = 0 ]; then
	user=nobody group=$(id -gn nobody)
	as="setpriv --reuid=nobody --regid=$group --clear-groups --"
	chmod 755 "$R"
fi
mkdir "$R/etc" "$R/etc/ssl" "$R/etc/ppd" "$R/state" "$R/state/certs" "$R/cache" "$R/spool" "$R/spool/tmp" "$R/log"
cat >"$R/etc/cupsd.conf" <<E
Listen $R/cups.sock
LogLevel debug
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
E
cat >"$R/etc/cups-files.conf" <<E
User $user
Group $group
ServerRoot $R/etc
StateDir $R/state
CacheDir $R/cache
RequestRoot $R/spool
TempDir $R/spool/tmp
AccessLog $R/log/access_log
ErrorLog $R/log/error_log
PageLog $R/log/page_log
FileDevice Yes
Sandboxing relaxed
SyncOnClose No
E
[ -z "$as" ] || chown -R "$user:$group" "$R"
$as "$cupsd" -f -c "$R/etc/cupsd.conf" -s "$R/etc/cups-files.conf" >"$R/log/out" 2>&1 &
cupsd_pid=$!
wait_for 20 test -S "$R/cups.sock"
CUPS_SERVER=$R/cups.sock; export CUPS_SERVER

"$printjob" listen "$R/port" "$R/printed" &
printer_pid=$!
wait_for 10 test -s "$R/port"
"$lpadmin" -p lx -E -v "socket://127.0.0.1:$(cat "$R/port")" 2>"$R/log/lpadmin" ||
	{ cat "$R/log/lpadmin"; exit 1; }

# Every byte there is, ESC/P orders and NUL among them, then a long text.
printf "$(awk 'BEGIN { for (b = 0; b < 256; b++) printf "\\%03o", b }')" >"$R/job"
i=0
while [ $i -lt 100 ]; do
	cat "$R/job" "$R/etc/cupsd.conf"; i=$((i + 1))
done >"$R/bytes"
[ "$(wc -c <"$R/job")" = 256 ]

"$printjob" queues "$R/cups.sock" >"$R/queues"
grep -qx "lx accepts ready" "$R/queues" || { echo "queues:"; cat "$R/queues"; exit 1; }

# A cancelled job never reaches the printer: the next one arrives alone.
"$printjob" send cups lx "$R/cups.sock" cancel <"$R/etc/cups-files.conf"
"$printjob" send cups lx "$R/cups.sock" <"$R/bytes"
wait_for 30 sh -c "! kill -0 $printer_pid 2>/dev/null"
printer_pid=
cmp "$R/bytes" "$R/printed" || { ls -l "$R/bytes" "$R/printed"; exit 1; }

# Nothing there: said at once, exit 1.
if "$printjob" send cups nosuch "$R/cups.sock" </dev/null 2>"$R/why"; then
	echo "a queue that is not there was accepted"; exit 1
fi
grep -q '^notfound: nosuch: ' "$R/why" || { cat "$R/why"; exit 1; }
if "$printjob" send cups lx "$R/none.sock" </dev/null 2>"$R/why"; then
	echo "a server that is not there was accepted"; exit 1
fi
grep -q '^io: ' "$R/why" || { cat "$R/why"; exit 1; }
echo "$(wc -c <"$R/bytes") bytes through cupsd"
