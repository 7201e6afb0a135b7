#!/bin/bash
# SPDX-License-Identifier: ISC
# `chitra init` as root: the system's office, each file with the owner that the
# server needs who has no more rights than packaging/chitra.service leaves it;
# refusals before anything is written; run again it mends what was cut off.
# The folders and the users exist only in a mount namespace of this script.
if [ "$(id -u)" -ne 0 ]; then echo "skip: not root"; exit 77; fi
if [ -z "${APART:-}" ]; then
	unshare -m true 2>/dev/null || { echo "skip: no mount namespace"; exit 77; }
	APART=1 exec unshare -m bash "$0"
fi
. "${top_srcdir:?run by make check}/tests/tools/checks.sh"
needs setpriv
chitra=${CHITRA:-$top_builddir/chitra}
grep -qx 'prefix = /usr/local' "$top_builddir/Makefile" || { echo "skip: built for another prefix"; exit 77; }

dir=$(mktemp -d) || exit 99
cd "$dir" || exit 99
server=
finish()
{
	local rc=$?
	[ -n "$server" ] && kill "$server" && wait "$server"
	[ $rc -eq 0 ] || tail -n 20 "$dir/log" 2>/dev/null
	rm -rf "$dir"
	exit $rc
}
trap finish EXIT
trap 'exit 130' INT TERM

mount -t tmpfs tmpfs /usr/local && mount -t tmpfs tmpfs /run ||
    { echo "skip: no tmpfs"; exit 77; }
mkdir -p /usr/local/etc /usr/local/var/lib /run/chitra
etc=/usr/local/etc/chitra
lib=/usr/local/var/lib

# --- without the users: refused, and nothing is there that was not before
if ! getent passwd chitra >/dev/null; then
	"$chitra" init >"$dir/out" 2>&1
	is "no users: status" $? 3
	has "no users: what to do" "$(cat "$dir/out")" systemd-sysusers
	is "no users: nothing was made" "$(find /usr/local/etc /usr/local/var -mindepth 1 | grep -v '/lib$')" ""
	cp /etc/passwd /etc/group "$dir"
	id=64100 # of chitra, the first; the group of those who have none of their own
	while read -r _ name group _; do
		gid=$id
		case $group in *:chitra) gid=64100 ;; *) echo "$name:x:$id:" >>"$dir/group" ;; esac
		echo "$name:x:$id:$gid::/:/usr/sbin/nologin" >>"$dir/passwd"
		id=$((id + 1))
	done < <(grep '^u ' "$top_srcdir/packaging/chitra.sysusers")
	mount --bind "$dir/passwd" /etc/passwd && mount --bind "$dir/group" /etc/group ||
	    { echo "skip: no bind mount"; exit 77; }
fi

owner() { stat -c '%U:%G %a' "$1"; }
whole() # WHAT
{
	is "$1: its folder" "$(owner $etc)" "root:root 755"
	is "$1: chitra.ini" "$(owner $etc/chitra.ini)" "root:chitra 640"
	is "$1: host key" "$(owner $etc/host_ed25519)" "root:root 600"
	is "$1: the books" "$(owner $lib/chitra/chitra.db)" "chitra:chitra 640"
	is "$1: their folder" "$(owner $lib/chitra)" "chitra:chitra 750"
	is "$1: the passwords" "$(owner $lib/chitra-gate/auth.db)" "chitra-gate:chitra 600"
	is "$1: their folder" "$(owner $lib/chitra-gate)" "chitra-gate:chitra 700"
	is "$1: the backups" "$(owner $lib/chitra/backup)" "chitra:chitra 750"
}

# --- the system's office, with the folder's name or without
umask 077
"$chitra" init >"$dir/out" 2>&1
is "init: status" $? 0
whole init
key=$(cat $etc/host_ed25519)
chown root $lib/chitra $lib/chitra/chitra.db
chmod 600 $etc/chitra.ini
"$chitra" init $etc >"$dir/out" 2>&1
is "again, by its name: status" $? 0
has "again: chitra.ini stays" "$(cat "$dir/out")" 'there already'
is "again: the key stays" "$(cat $etc/host_ed25519)" "$key"
whole again

# --- served with no more rights than the unit leaves
port=$((20000 + RANDOM % 12000))
sed -i "s|^#port = .*|port = $port|; s|^#address = .*|address = 127.0.0.1|" $etc/chitra.ini
setpriv --bounding-set -all,+setuid,+setgid,+kill --no-new-privs \
    "$chitra" serve </dev/null >"$dir/log" 2>&1 &
server=$!
started() { grep -aq 'serving on port' "$dir/log" || ! kill -0 $server 2>/dev/null; }
waits 30 started
has "it serves" "$(cat "$dir/log")" 'serving on port'
"$chitra" user add hoa "Lò Thị Hoa" admin 2>"$dir/out" &&
    echo tam-thoi-2019 | "$chitra" user passwd hoa >>"$dir/out" 2>&1
is "an administrator, through the server" "$?$(cat "$dir/out")" 0
has "who has to choose her own" "$("$chitra" user show hoa)" 'must change|phải đổi'

# --- SIGHUP reaches all who use what has changed
sed -i 's|^#parallel_hashes = .*|parallel_hashes = 3|' $etc/chitra.ini
kill -HUP $server
reloaded() { grep -aq 'parallel_hashes is now 3' "$dir/log"; }
check "reload takes it" waits 10 reloaded
echo tam-thoi-2020 | "$chitra" user passwd hoa >/dev/null 2>&1
is "reload: nobody could not read it" "$(grep -ac 'not taken\|broken' "$dir/log")" 0
kill $server
wait $server
is "SIGTERM: status" $? 0
server=

# --- root's files in a folder of the others: refused before it changes hands
sed -i "s|^database = .*|database = chitra.db|" $etc/chitra.ini
"$chitra" init >"$dir/out" 2>&1
is "books beside chitra.ini: status" $? 3
has "books beside chitra.ini: why" "$(cat "$dir/out")" 'apart from chitra.ini'
is "books beside chitra.ini: none were made" "$(ls $etc/chitra.db 2>/dev/null)" ""
is "books beside chitra.ini: the folder is root's" "$(owner $etc)" "root:root 755"

# --- a folder of its own: one user, whatever users there are
"$chitra" init "$dir/own" >"$dir/out" 2>&1
is "own folder: status" $? 0
is "own folder: one user" "$(grep -c '^users = one$' "$dir/own/chitra.ini")" 1
is "own folder: root's" "$(owner "$dir/own/chitra.db")" "root:root 640"

# --- what an init that was cut off leaves does not stop the next one
rm "$dir/own/chitra.db"* "$dir/own/auth.db"* "$dir/own/host_ed25519"*
: >"$dir/own/chitra.db"
: >"$dir/own/chitra.ini.part"
"$chitra" init "$dir/own" >"$dir/out" 2>&1
is "cut off: status" "$?" 0
is "cut off: whole now" "$("$chitra" --config "$dir/own/chitra.ini" check >/dev/null 2>&1; echo $?)" 0
exit "$failed"
