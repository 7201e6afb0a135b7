#!/bin/bash
# SPDX-License-Identifier: ISC
# The two commands of README.md in any order, cut off anywhere, on machines that
# refuse something.
#
# Not done for real here, since it takes minutes: apt-get, dpkg-query, autoreconf,
# configure and make are scripts of this test, which write down what they were
# asked.  Real are bootstrap itself, the demo office (of 300 people), the server,
# the OpenSSH client and the terminal.  .ci/run does demo and check for real,
# tests/system/install.sh the whole on a bare Debian.
# Ctrl-C is tried: a caller that ignores SIGINT (a job in the background) hands
# that on, and no shell can undo it.
[ -n "${SIGINT_IS_DEFAULT:-}" ] ||
    SIGINT_IS_DEFAULT=1 exec env --default-signal=INT bash "$0" "$@"
. "${top_srcdir:?run by make check}/tests/tools/checks.sh"
needs ssh ssh-keygen script flock setpriv python3
chitra=$(realpath "${CHITRA:-$top_builddir/chitra}")
unset CHITRA_DEMO CHITRA_PORT CHITRA_CONFIG SSH_AUTH_SOCK DISPLAY

dir=$(mktemp -d) || exit 99
chmod 755 "$dir"
tree="$dir/cây nguồn a b" # with blanks and marks on purpose
calls=$dir/calls
others=()
finish()
{
	local rc=$? p
	trap - EXIT
	ends "${others[@]}"
	# A server that outlived its bootstrap is a failure told above.
	p=$(cat "$tree/build/demo/chitra.db.lock" 2>/dev/null) && served && kill "$p" 2>/dev/null
	[ $rc -eq 0 ] || { tail -n 20 "$dir/out"; }
	rm -rf "$dir"
	exit $rc
}
trap finish EXIT
trap 'exit 130' INT TERM

# --- the stand-ins
stub()
{
	cat >"$dir/bin/$1"
	chmod 755 "$dir/bin/$1"
}
mkdir -p "$dir/bin" "$tree/src" "$tree/forms" "$tree/man" "$tree/packaging" "$tree/po" "$tree/schema" "$tree/tests"
cp "$top_srcdir/bootstrap" "$tree/bootstrap"
touch "$tree/configure.ac" "$tree/Makefile.am"
: >"$dir/absent" # packages that are not there
stub dpkg-query <<END
#!/bin/sh
for last; do :; done
[ "\$3" = '\${Version}' ] && { echo 9; exit 0; }
grep -qx -- "\$last" "$dir/absent" && exit 1
echo "install ok installed"
END
stub apt-get <<END
#!/bin/sh
echo "apt-get \$*" >>"$calls"
[ ! -f "$dir/no-network" ] || { echo "E: no network"; exit 100; }
: >"$dir/absent"
END
stub autoreconf <<END
#!/bin/sh
echo autoreconf >>"$calls"
touch Makefile.in
cat >configure <<'CONF'
#!/bin/sh
echo "configure in \$(basename "\$PWD"): \$*" | sed 's/ -q *//; s/: */: /' >>"$calls"
case " \$*" in *" --bad"*) exit 1 ;; esac
echo half >Makefile
[ ! -f "$dir/cut-configure" ] || { rm "$dir/cut-configure"; kill -INT "\$PPID" \$\$; }
echo "whole" >>Makefile
# As config.status of autoconf says it.
printf 'S["HAVE_%s_TRUE"]=""\n' CMOCKA VTERM >config.status
[ ! -f "$dir/no-cmocka" ] || sed -i 's/CMOCKA_TRUE"\]=""/CMOCKA_TRUE"]="#"/' config.status
CONF
chmod +x configure
END
stub make <<END
#!/bin/sh
echo "make \$*" | sed "s|$tree/||" >>"$calls"
grep -q whole "\$2/Makefile" || { echo "a Makefile that is not whole"; exit 2; }
[ ! -f "$dir/cut-make" ] || { rm "$dir/cut-make"; kill -INT \$PPID \$\$; }
cat >"\$2/chitra.part" <<'PROG'
#!/bin/sh
case " \$* " in *" demo "*) [ ! -f "$dir/cut-demo" ] || { rm "$dir/cut-demo"; mkdir -p "\$2"; : >"\$2/chitra.db"; kill -INT "\$PPID" \$\$; }
	exec '$chitra' "\$@" --people 300 ;; esac
exec '$chitra' "\$@"
PROG
chmod +x "\$2/chitra.part"
mv "\$2/chitra.part" "\$2/chitra"
END
PATH=$dir/bin:$PATH

port=$((21000 + RANDOM % 10000))
export CHITRA_PORT=$port
boot()
{
	: >"$calls"
	(cd / && "$tree/bootstrap" "$@") >"$dir/out" 2>&1 </dev/null
}
called() { grep -c -- "$1" "$calls"; }
demo_pid=
demo_start()
{
	: >"$calls"
	: >"$dir/out"
	(cd / && exec "$tree/bootstrap" demo) >"$dir/out" 2>&1 </dev/null &
	demo_pid=$!
	others+=("$demo_pid")
	waits 120 demo_serves
}
demo_serves() { grep -q 'serving on port' "$dir/out" || ! kill -0 "$demo_pid" 2>/dev/null; }
served() { ! flock -n "$tree/build/demo/chitra.db.lock" true; }
unserved() { ! served; }
as_lan()
{
	timeout 30 ssh -F none -p "${1:-$port}" -i "$tree/build/demo/lan_key" -o IdentitiesOnly=yes -o BatchMode=yes \
	    -o UserKnownHostsFile="\"$tree/build/demo/known_hosts\"" lan@127.0.0.1 report </dev/null 2>&1
}

# --- demo, then check, then build, then all of them again
demo_start
has "demo serves" "$(cat "$dir/out")" "serving on port $port"
has "and lan's key opens it" "$(as_lan)" summary
boot check
is "check beside a demo that is served" $? 0
is "check configures for itself" "$(called 'configure in check: .*--enable-werror')" 1
is "and leaves the program alone" "$(called 'configure in build')" 0
is "all tests" "$(grep -c 'make -C build/check .*check\(-slow\)\?$' "$calls")" 2
kill "$demo_pid"
wait "$demo_pid"
check "the server ends with its bootstrap" waits 20 unserved
boot build --prefix=/usr '--with-x=a b'
is "build with options" $? 0
is "is honoured" "$(called 'configure in build: .*--prefix=/usr --with-x=a b')" 1
boot build
is "and remembered" "$(called configure)" 0
demo_start
is "demo takes the build as it is" "$(called configure)" 0
kill "$demo_pid"
wait "$demo_pid"
waits 20 unserved
boot check
is "check again has nothing to configure" "$? $(called configure) $(called 'check-slow')" "0 0 1"
boot build --bad=1
is "an option that configure refuses: status" $? 1
has "and how to go on" "$(tail -n 1 "$dir/out")" 'nothing of it is remembered.*build --defaults'
boot build
is "it is not remembered: as it was before" "$? $(called 'configure in build: .*--prefix=/usr --with-x=a b')" "0 1"
boot build --defaults
is "the defaults again" "$? $(called 'configure in build: $')" "0 1"
boot build
is "and they stay" "$? $(called configure)" "0 0"
boot build --prefix=/usr/local
is "other options: anew" "$(called 'configure in build: .*--prefix=/usr/local')" 1
touch "$dir/no-cmocka"
rm -r "$tree/build/check"
boot check
is "tests without cmocka would be few: refused" "$? $(called check-slow)" "1 0"
rm "$dir/no-cmocka"
rm -r "$tree/build/check"
printf 'libcmocka-dev\n' >"$dir/absent"
boot check
is "a package that was taken away comes back" "$(called 'apt-get .*install.* libcmocka-dev')" 1
printf 'libcups2-dev\n' >"$dir/absent"
sed -i 's/^with libcups2-dev$//' "$tree/build/.configured"
boot build
is "one that came: configure looks again" "$(called 'configure in build')" 1

# --- cut off: in configure, in make, in the making of the office
for at in configure make; do
	rm -rf "$tree/build/check"
	touch "$dir/cut-$at"
	boot check
	is "cut in $at: it ends" "$([ $? -ne 0 ] && [ ! -f "$dir/cut-$at" ] && echo yes)" yes
	boot check
	is "cut in $at: again is right" $? 0
done
rm -rf "$tree/build/demo"
touch "$dir/cut-demo"
boot demo
is "cut in the demo: no half office" "$(ls "$tree/build/demo" 2>/dev/null)" ""
mkdir "$tree/build/demo" # what bootstraps of old left
: >"$tree/build/demo/chitra.db"
demo_start
has "cut in the demo: again is right" "$(as_lan)" summary

# --- served already
boot demo
is "served already, no terminal: status" $? 1
has "served already: who, and what to do" "$(cat "$dir/out")" "served already, on port $port by process [0-9]+.*kill [0-9]+"
listener=$(sed -n 's/.*kill \([0-9]*\)).*/\1/p' "$dir/out")
has "and that process serves" "$(tr '\0' ' ' <"/proc/$listener/cmdline")" ' serve '
is "it is the first, not one of its children" "$(grep -c "chitra\[$listener\] listener" "$tree/build/demo/serve.log" | sed 's/[1-9][0-9]*/some/')" some
kill -KILL "$demo_pid"
wait "$demo_pid" 2>/dev/null
check "bootstrap killed: the server ends all the same" waits 20 unserved

# --- the window: a session, and closing it
window()
{
	mkfifo "$dir/keys"
	: >"$dir/out"
	script -qfec "'$tree/bootstrap' demo" "$dir/out" <"$dir/keys" >/dev/null 2>&1 &
	window_pid=$!
	others+=("$window_pid")
	exec {keys}>"$dir/keys"
	rm "$dir/keys"
}
in_session() { grep -aq 'lan' "$dir/out" && grep -aq $'\033\\[?1049h' "$dir/out"; }
window
check "a window: a session is opened" waits 60 in_session
exec {keys}>&-
kill -KILL "$window_pid"
wait "$window_pid" 2>/dev/null
check "the window is closed: the server ends" waits 20 unserved

# --- a second window, and the server ends below it
demo_start
window
check "a second window: a session is opened" waits 60 in_session
kill "$demo_pid"
wait "$demo_pid"
waits 20 unserved
wait "$window_pid"
exec {keys}>&-
is "it does not call served what is not" "$(grep -ac 'still being served' "$dir/out")" 0
has "but says what is" "$(cat "$dir/out")" 'no longer served'

# --- the port
python3 -c 'import socket, sys, time
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(); print("taken", flush=True); time.sleep(600)' "$port" >"$dir/taken" &
others+=("$!")
taken=$!
waits 10 test -s "$dir/taken"
demo_start
has "the port is taken: says so" "$(cat "$dir/out")" "port $port is taken: serving on"
now=$(sed -n 's/^port = //p' "$tree/build/demo/chitra.ini")
has "and serves on the next" "$(as_lan "$now")" summary
kill "$demo_pid" "$taken"
wait "$demo_pid" "$taken" 2>/dev/null
waits 20 unserved

# --- an office that this program cannot read
sqlite3 "$tree/build/demo/chitra.db" 'PRAGMA user_version = 999' 2>/dev/null && {
	demo_start
	has "an office of another program: a new one" "$(cat "$dir/out")" 'a new one is made, the old one is'
	has "that opens" "$(as_lan "$(sed -n 's/^port = //p' "$tree/build/demo/chitra.ini")")" summary
	kill "$demo_pid"
	wait "$demo_pid"
	waits 20 unserved
}

# --- machines that refuse
says() # WHAT PATTERN: status 1 and one sentence
{
	is "$1: status" "$status" 1
	has "$1: says what to do" "$(tail -n 1 "$dir/out")" "$2"
}
printf 'libssh-dev\n' >"$dir/absent"
touch "$dir/no-network"
boot build
status=$?
says "no network" 'apt-get failed .*libssh-dev'
rm "$dir/no-network"
exec {lock}>"$tree/build/.lock"
flock "$lock"
boot build
status=$?
says "another at work" 'another ./bootstrap is at work'
exec {lock}>&-
CHITRA_PORT=abc boot build
status=$?
says "no number" 'CHITRA_PORT is no number'
if [ "$(id -u)" -eq 0 ]; then
	as_nobody()
	{
		: >"$calls"
		chmod 666 "$calls"
		(cd / && setpriv --reuid=65534 --regid=65534 --clear-groups "$tree/bootstrap" build) >"$dir/out" 2>&1 </dev/null
		status=$?
	}
	as_nobody
	says "built by root before" 'chown -R'
	chown -R 65534:65534 "$tree"
	mkdir "$dir/few"
	for p in sh env dirname nproc id find head mkdir grep sed cat flock tail; do
		ln -s "$(command -v $p)" "$dir/few/$p"
	done
	cp "$dir/bin/dpkg-query" "$dir/bin/apt-get" "$dir/few"
	PATH=$dir/few:$dir/none
	setpriv=$(PATH=/usr/bin:/bin command -v setpriv)
	setpriv() { "$setpriv" "$@"; }
	PATH=$dir/few /usr/bin/env true 2>/dev/null
	: >"$calls"
	PATH=/usr/bin:/bin chmod 666 "$calls"
	"$setpriv" --reuid=65534 --regid=65534 --clear-groups "$tree/bootstrap" build >"$dir/out" 2>&1 </dev/null
	status=$?
	PATH=$dir/bin:/usr/bin:/bin:/usr/sbin:/sbin
	says "no sudo" 'not root and no sudo: as root run  apt-get install libssh-dev'
	stub sudo <<-'END'
	#!/bin/sh
	echo "sudo: a password is required" >&2
	exit 1
	END
	as_nobody
	says "sudo refuses" 'sudo refuses: as root run  apt-get install libssh-dev'
fi
exit "$failed"
