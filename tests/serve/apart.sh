#!/bin/bash
# SPDX-License-Identifier: ISC
# Started as root: each kind of process runs as its own user, with groups and
# capabilities gone, and can still do its work; auth.db is the gate's alone.
# The users exist only in a mount namespace of this script.
if [ "$(id -u)" -ne 0 ]; then echo "skip: not root"; exit 77; fi
if [ -z "${APART:-}" ]; then
	unshare -m true 2>/dev/null || { echo "skip: no mount namespace"; exit 77; }
	# With groups of root's to lose: a shell in a container has none.
	APART=1 exec unshare -m setpriv --groups 0,1,4 bash "$0"
fi
. "$(dirname "$0")/lib.sh"

cat /etc/passwd >"$dir/passwd"
cat /etc/group >"$dir/group"
id=64100
for name in chitra chitra-net; do
	echo "$name:x:$id:$id::/:/usr/sbin/nologin" >>"$dir/passwd"
	echo "$name:x:$id:" >>"$dir/group"
	id=$((id + 1))
done
for name in chitra-desk chitra-gate; do
	echo "$name:x:$id:64100::/:/usr/sbin/nologin" >>"$dir/passwd"
	id=$((id + 1))
done

# --- without the users: refused, with a word how to make them
printf '[server]\nport = 0\naddress = 127.0.0.1\n[data]\nauth = gate/auth.db\ndatabase = books/chitra.db\n' \
    >"$dir/chitra.ini"
mkdir "$dir/books" "$dir/gate"
if ! getent passwd chitra >/dev/null; then
	timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
	is "no users: status" $? 3
	has "no users: what to do" "$(cat "$dir/err")" 'systemd-sysusers'
	rm -rf "$dir/books" "$dir/gate" "$dir"/host_ed25519*
	mkdir "$dir/books" "$dir/gate"
fi
mount --bind "$dir/passwd" /etc/passwd && mount --bind "$dir/group" /etc/group ||
    { echo "skip: no bind mount"; exit 77; }

# --- auth.db beside the books: refused
sed -i 's|^auth = .*|auth = books/auth.db|' "$dir/chitra.ini"
timeout 20 "$program" "$dir" >/dev/null 2>"$dir/err"
has "auth.db needs its own folder" "$(cat "$dir/err")" 'needs another folder'
rm -rf "$dir/books" "$dir/gate" "$dir"/host_ed25519*
mkdir "$dir/books" "$dir/gate"
sed -i 's|^auth = .*|auth = gate/auth.db|' "$dir/chitra.ini"

host || { echo "FAIL: no server"; cat "$dir/log"; exit 1; }
echo demo-thu >"$dir/password"
owner()
{
	stat -c '%U:%G %a' "$dir/$1"
}
is "the books" "$(owner books/chitra.db)" "chitra:chitra 640"
is "their folder" "$(owner books)" "chitra:chitra 750"
is "the passwords" "$(owner gate/auth.db)" "chitra-gate:chitra 600"
is "their folder, too" "$(owner gate)" "chitra-gate:chitra 700"
is "everybody may ask at the socket" "$(stat -c %a "$dir/chitra.sock")" 666

desk one ssh -tt "${by_password[@]}" thu@127.0.0.1
seen "a desk" one 'staff 2 .* hello'
say one x.
seen "that posts" one 'answer ok'
say one '?'
seen "and confirms" one 'gate says ok'
out=$(timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 who 2>/dev/null)
is "a command" "$out" "1 lan 127.0.0.1 0 1"

# uid, groups and capabilities of a process
whose()
{
	awk '/^Uid:/ { u = $2 " " $3 " " $4 } /^Gid:/ { g = $2 } /^Groups:/ { n = NF - 1 }
	    /^CapEff:/ { e = $2 } /^CapPrm:/ { p = $2 } /^NoNewPrivs:/ { w = $2 }
	    END { print u, g, n, e p, w }' "/proc/$1/status"
}
none="00000000000000000000000000000000"
is "books is chitra" "$(whose "$(pid_of books)")" "64100 64100 64100 64100 0 $none 1"
is "the gate" "$(whose "$(pid_of gate)")" "64103 64103 64103 64100 0 $none 1"
is "the desk" "$(whose "$(pid_of desk of thu)")" "64102 64102 64102 64100 0 $none 1"
is "the line" "$(whose "$(pid_of line thu)")" "64101 64101 64101 64101 0 $none 1"
kill -KILL "$(pid_of books)"
logged "books dies" 'books died'
wipe one
books_answer()
{
	say one .
	grep -aq 'answer ok' "$dir/screen.one"
}
waits 15 books_answer && echo "ok: and comes back as itself" || { echo "FAIL: no books"; failed=1; }
host_end
is "SIGTERM: status" "$host_status" 0

# --- with no more rights than packaging/chitra.service leaves
if command -v setpriv >/dev/null; then
	host_wrap="setpriv --bounding-set -all,+setuid,+setgid,+kill --no-new-privs"
	host || { echo "FAIL: no start with three capabilities"; exit 1; }
	desk two ssh -tt "${by_password[@]}" thu@127.0.0.1
	seen "a desk" two 'staff 2 \[x+\] .* hello'
	out=$(timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 who 2>/dev/null)
	is "a command" "$out" "1 lan 127.0.0.1 0 1"
	kill -KILL "$(pid_of desk of thu)"
	seen "it can end its children" two 'session ended unexpectedly'
	host_end
	is "SIGTERM: status" "$host_status" 0
	chown root "$dir/books" "$dir/books/chitra.db"
	timeout 20 $host_wrap "$program" "$dir" >/dev/null 2>"$dir/err"
	is "books of another owner: status" $? 3
	has "books of another owner: message" "$(cat "$dir/err")" 'books has another owner'
fi
exit "$failed"
