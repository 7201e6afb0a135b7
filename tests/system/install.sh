#!/bin/bash
# SPDX-License-Identifier: ISC
# "Installing for real" of README.md, to the letter: its commands are read from
# there and done by somebody with sudo on a bare Debian 12, under systemd and the
# shipped unit, up to the administrator's first sign-in; then reload, backup,
# restore on a machine that lost everything, and an end in order.
#
#   make check-system               makes the Debian with debootstrap
#   SYSTEM_TREE=DIR make ...        takes a tree of debootstrap's (a copy of it)
#   SYSTEM_KEEP=1                   leaves the container's folder
#
# The machine is a container of systemd-nspawn, in which systemd is the first
# process.  While packages are fetched and the program is built it is not booted
# and shares this machine's network; from the first command after `make install`
# on it has a network of its own, since it serves a fixed port.
. "${top_srcdir:?run by make check-system}/tests/tools/checks.sh"
[ "$(id -u)" -eq 0 ] || { echo "skip: not root"; exit 77; }
needs systemd-nspawn nsenter ssh sqlite3
drive=$top_builddir/tests/tools/drive
[ -x "$drive" ] || { echo "skip: drive was not built (libvterm)"; exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/chitra-system.XXXXXX") || exit 99
tree=$work/debian
nspawn= leader=
finish()
{
	local rc=$?
	trap - EXIT
	[ -z "$leader" ] || [ "$failed" -eq 0 ] || inside journalctl -u chitra --no-pager | tail -n 30
	[ -z "$nspawn" ] || { kill "$nspawn"; wait "$nspawn"; } 2>/dev/null
	[ -z "${SYSTEM_KEEP:-}" ] && rm -rf "$work" || echo "kept: $work"
	exit "$rc"
}
trap finish EXIT
trap 'exit 130' INT TERM

# --- a bare Debian 12, with systemd and somebody who may use sudo
if [ -n "${SYSTEM_TREE:-}" ]; then
	cp -a "$SYSTEM_TREE" "$tree" || exit 99
else
	needs debootstrap
	mirror=$(sed -nE 's/^URIs: *//p; s/^deb +(\[[^]]*\] +)?([^ ]+) +bookworm.*/\2/p' \
	    /etc/apt/sources.list /etc/apt/sources.list.d/debian* 2>/dev/null | head -n 1)
	debootstrap --variant=minbase bookworm "$tree" "${mirror:-http://deb.debian.org/debian}" >"$work/log" 2>&1 ||
	    { tail -n 3 "$work/log"; echo "skip: no Debian to be had"; exit 77; }
fi
# unbooted COMMAND ...: with the network of this machine
unbooted()
{
	systemd-nspawn -q -D "$tree" --pipe --register=no --keep-unit env -i HOME=/root \
	    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb "$@" </dev/null
}
unbooted sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends systemd systemd-sysv dbus sudo && useradd -m -s /bin/bash hoa &&
    echo "hoa ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/hoa' >"$work/log" 2>&1 ||
    { tail -n 5 "$work/log"; echo "skip: no systemd in the container"; exit 77; }

# --- a clean clone, and the section's commands, one a line
clone=$tree/home/hoa/chitra
mkdir "$clone"
(cd "$top_srcdir" && { git ls-files -z 2>/dev/null || find . -type f ! -path './build/*' -print0; } |
    tar --null -T - -cf -) | tar -C "$clone" -xf -
unbooted chown -R hoa: /home/hoa/chitra
awk '/^## / { on = $0 == "## Installing for real" } on && /^    / { sub(/^ */, ""); print }' \
    "$top_srcdir/README.md" >"$work/commands"
awk 'NR == 1, /^ssh /' "$work/commands" >"$work/install"
awk 'past; /^ssh / { past = 1 }' "$work/commands" >"$work/office"
has "README installs from a clone to a sign-in" "$(tr '\n' ';' <"$work/install")" '^\./bootstrap build .*;ssh -p'

# --- unbooted: build and make install
unbooted_as_hoa() { unbooted su -l hoa -c "cd chitra && $1"; }
while IFS= read -r line; do
	case $line in ./bootstrap* | *'make -C build install'*) ;; *) break ;; esac
	echo "$ $line"
	if ! unbooted_as_hoa "$line" >"$work/log" 2>&1; then
		tail -n 30 "$work/log"
		echo "FAIL: $line"
		failed=1
		exit 1
	fi
done <"$work/install"

# --- booted
# The container stays in a control group of its own, where it can make others.
for root in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
	[ -f "$root/cgroup.procs" ] && mkdir -p "$root/chitra-test"
done
(
	for root in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
		[ ! -f "$root/chitra-test/cgroup.procs" ] || echo "$BASHPID" >"$root/chitra-test/cgroup.procs"
	done 2>/dev/null
	exec setsid systemd-nspawn -q --boot -D "$tree" --register=no --keep-unit \
	    --private-network --console=pipe
) </dev/null >"$work/boot" 2>&1 &
nspawn=$!
inside()
{
	nsenter -t "$leader" -m -u -i -n -p /usr/bin/env -i TERM=dumb HOME=/root \
	    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}
booted()
{
	kill -0 "$nspawn" 2>/dev/null || return 0
	leader=$(pgrep -P "$nspawn" -x systemd) &&
	    inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'
}
waits 90 booted
[ -n "$leader" ] && kill -0 "$nspawn" 2>/dev/null ||
    { cat "$work/boot"; echo "skip: systemd does not boot in a container here"; exit 77; }
echo "booted: $(inside systemctl --version | head -n 1)"
as_hoa() { inside su -l hoa -c "cd chitra && $1"; }

# --- the rest of the section
first=tam-thoi-2019
chosen=cua-rieng-toi-5
rest=$(awk '/systemd-sysusers/ { on = 1 } on' "$work/install")
while IFS= read -r line; do
	case $line in
	ssh\ *) ssh=$line; continue ;;
	esac
	echo "$ $line"
	# A password is asked for on standard input; twice at a terminal.
	if ! as_hoa "$line" >"$work/log" 2>&1 < <(case $line in *passwd*) echo "$first" ;; esac); then
		cat "$work/log"
		echo "FAIL: $line"
		failed=1
	fi
done <<<"$rest"
is "the unit runs" "$(inside systemctl is-active chitra)" active
is "and comes with the machine" "$(inside systemctl is-enabled chitra)" enabled

# README's `ssh -p 2222 hoa@localhost [COMMAND]`: this machine's client, in the
# container's network.
cat >"$work/askpass" <<END
#!/bin/sh
cat "$work/secret"
END
chmod 700 "$work/askpass"
export SSH_ASKPASS=$work/askpass SSH_ASKPASS_REQUIRE=force
unset DISPLAY SSH_AUTH_SOCK
of_line() # LINE: sets login, port and command
{
	login=$(sed -n 's/.* \([a-z]*\)@localhost.*/\1/p' <<<"$1")
	port=$(sed -n 's/.*-p \([0-9]*\) .*/\1/p' <<<"$1")
	command=$(sed -n 's/ *#.*//; s/.*@localhost *//p' <<<"$1")
	has "a line to sign in: $1" "$login $port" '^[a-z]+ [0-9]+$'
	options=(-F none -p "$port" -o StrictHostKeyChecking=no -o UserKnownHostsFile="$work/known"
	    -o LogLevel=ERROR -o NumberOfPasswordPrompts=1 -l "$login" 127.0.0.1)
}
signs_in() # PASSWORD < script of drive
{
	echo "$1" >"$work/secret"
	nsenter -t "$leader" -n timeout 120 "$drive" -s 80x24 -t xterm-256color -- \
	    /usr/bin/ssh -tt "${options[@]}" >"$work/screen" 2>&1
}
signs() # WHAT PASSWORD < script
{
	if signs_in "$2"; then
		echo "ok: $1"
	else
		echo "FAIL: $1"
		cat "$work/screen"
		failed=1
	fi
}
# A desk that is left waits; one signed out begins with the banner again.
leaves="expect F3 đăng xuất
key F3
expect Đăng xuất?
key Enter
exit 0"
first_sign_in()
{
	signs "$login: the first sign-in asks for a password of one's own" "$first" <<-END
	expect Lần đăng nhập trước
	key Enter
	expect do người quản trị đặt
	send $first
	key Enter
	send $chosen
	key Enter
	send $chosen
	key F10
	expect Đã đổi mật khẩu
	$leaves
	END
	signs "$login: which is the one from then on" "$chosen" <<-END
	expect Lần đăng nhập trước
	key Enter
	$leaves
	END
	signs_in "$first" <<<'expect Lần đăng nhập trước' && { echo "FAIL: $login: the first one is still good"; failed=1; }
}
of_line "$ssh"
first_sign_in

# --- the office, in the order of README, with tables of four people
cat >"$clone/areas.csv" <<'END'
epoch,province,province_name,district,district_name,commune,commune_name
2020-01,14,Tỉnh Sơn La,119,Huyện Thuận Châu,03721,Thị trấn Thuận Châu
2020-01,14,Tỉnh Sơn La,119,Huyện Thuận Châu,03724,Xã Phổng Lái
END
cat >"$clone/points.csv" <<'END'
code,name,unit,unit_name,commune,place
119-01,Điểm Thuận Châu,BD119,Bưu điện Thuận Châu,03721,Bưu cục
119-02,Điểm Phổng Lái,BD119,Bưu điện Thuận Châu,03724,Nhà văn hoá
END
cat >"$clone/roll.csv" <<'END'
code,name,sex,birth,identity,ethnic,commune,village,point,delivery,category,from,decision
P0001,Lò Văn Pâng,M,1935,014035000001,Thái,03721,Bản 1,119-01,point,20.5.5c,2024-07,QĐ 12/2024
P0002,Tòng Thị Hặc,F,1937,014137000002,Thái,03724,Bản 2,119-02,point,20.5.5c,2024-07,QĐ 12/2024
END
while IFS= read -r line; do
	case $line in *'chitra backup'*) break ;; esac
	echo "$ $line"
	if [[ $line == ssh* ]]; then
		of_line "$line"
		[ -n "$command" ] || { first_sign_in; continue; }
		echo "$chosen" >"$work/secret"
		# What an approval asks for comes on standard input.
		out=$(echo "$chosen" | nsenter -t "$leader" -n timeout 60 ssh "${options[@]}" "$command" 2>&1) ||
		    { echo "FAIL: $line: $out"; failed=1; }
	elif ! as_hoa "$line" >"$work/log" 2>&1 < <(case $line in *passwd*) echo "$first" ;; esac); then
		cat "$work/log"
		echo "FAIL: $line"
		failed=1
	fi
done <"$work/office"
is "the roll stands" "$(sqlite3 -readonly "$tree/var/lib/chitra/chitra.db" 'SELECT count(*) FROM person' 2>&1)" 2
of_line "$ssh"

# --- reload reaches all, and breaks nothing
inside sed -i 's/^#parallel_hashes = .*/parallel_hashes = 3/' /etc/chitra/chitra.ini
inside systemctl reload chitra
is "reload" $? 0
reloaded() { inside journalctl -u chitra --no-pager -o cat | grep -q 'parallel_hashes is now 3'; }
check "reload is taken" waits 10 reloaded
signs "and the gate goes on" "$chosen" <<'END'
expect Lần đăng nhập trước
END

# --- everything lost, and the backup of last night
backup=$(grep -m 1 'chitra backup' "$work/office")
as_hoa "$backup" >"$work/log" 2>&1
is "README's backup: $backup" $? 0
file=$(inside sh -c 'echo /var/lib/chitra/backup/*.tar')
seal=$(inside chitra check | sed 's/.*seal //')
inside sh -c "cp $file /root/kept.tar; systemctl stop chitra; rm -rf /etc/chitra /var/lib/chitra /var/lib/chitra-gate"
inside systemd-tmpfiles --create /usr/lib/tmpfiles.d/chitra.conf
inside chitra restore /root/kept.tar >"$work/log" 2>&1
is "restore on a machine that lost everything" $? 0
is "the same books" "$(inside chitra check | sed 's/.*seal //')" "$seal"
inside systemctl start chitra
is "the unit runs" "$(inside systemctl is-active chitra)" active
signs "the same host key, the same password" "$chosen" <<'END'
expect Lần đăng nhập trước
END

# --- the end
inside systemctl stop chitra
is "stop: in order" "$(inside systemctl show -p Result --value chitra)" success
has "stop: said so" "$(inside journalctl -u chitra --no-pager -o cat)" 'ended in order'
is "nothing was refused to it" "$(inside journalctl -u chitra --no-pager -o cat | grep -ciE 'permission denied|not permitted|not taken')" 0
exit "$failed"
