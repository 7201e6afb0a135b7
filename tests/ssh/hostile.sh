#!/bin/bash
# SPDX-License-Identifier: ISC
# Peers that stall, send garbage or try for ever cost one slot until the
# deadline; ssh-audit finds nothing to fail; the plain port does without zlib.
. "$(dirname "$0")/lib.sh"

host sign_in=2 tries=2

# stalls WHAT BYTES...: how long the server keeps a peer that then is silent
stalls()
{
	local t0=$SECONDS fd
	exec {fd}<>"/dev/tcp/127.0.0.1/$port"
	# It may hang up before it has read all.
	(trap '' PIPE; printf '%b' "$2" >&"$fd") 2>/dev/null
	timeout 10 cat <&"$fd" >/dev/null 2>&1
	[ $? -ne 124 ] # a reset is an answer too
	is "$1: hung up on" $? 0
	exec {fd}>&-
	[ $((SECONDS - t0)) -le 4 ]
	is "$1: in time" $? 0
}
jobs=()
many()
{
	"$@" &
	jobs+=($!)
}
many stalls "a peer that says nothing" ''
many stalls "half a banner" 'SSH-2.0-Op'
many stalls "a banner and half a KEXINIT" 'SSH-2.0-x\r\n\0\0\001\064\005\024abc'
many stalls "a packet of 4 GB" 'SSH-2.0-x\r\n\377\377\377\377\005\024abc'
many stalls "a web browser" 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
many stalls "an endless banner" "$(head -c 20000 /dev/zero | tr '\0' A)"
many stalls "a message before any key" 'SSH-2.0-x\r\n\0\0\0\014\012\062aaaaaaaaaa'
head -c 3000 /dev/urandom >"$dir/noise"
noise()
{
	local fd
	exec {fd}<>"/dev/tcp/127.0.0.1/$port"
	cat <(printf 'SSH-2.0-x\r\n') "$dir/noise" >&"$fd" 2>/dev/null
	timeout 10 cat <&"$fd" >/dev/null 2>&1
	[ $? -ne 124 ]
	is "noise after the banner: hung up on" $? 0
	exec {fd}>&-
}
many noise
for job in "${jobs[@]}"; do
	wait "$job" || failed=1
done

# Signed in, but never says what for: the same time again, then out.
t0=$SECONDS
timeout 20 ssh "${by_key[@]}" -N lan@127.0.0.1 </dev/null >/dev/null 2>&1
is "ssh -N is hung up on" $? 255
[ $((SECONDS - t0)) -le 5 ]
is "ssh -N: in time" $? 0

# Somebody who sits at the password prompt.
printf '#!/bin/sh\nexec sleep 8\n' >"$dir/askpass"
t0=$SECONDS
timeout 20 ssh "${by_password[@]}" lan@127.0.0.1 x </dev/null >/dev/null 2>"$dir/err"
is "a slow typist" $? 255
logged "a slow typist: why" 'This took too long'
printf '#!/bin/sh\ncat "%s/password"\n' "$dir" >"$dir/askpass"

echo wrong >"$dir/password"
: >"$dir/log"
timeout 20 ssh "${by_password[@]}" lan@127.0.0.1 x </dev/null >/dev/null 2>&1
is "two wrong passwords" "$(grep -c 'refused: wrong' "$dir/log")" 2
echo demo-lan >"$dir/password"

# An agent with many keys: asking is no try.
for i in 1 2 3 4; do
	ssh-keygen -q -t ed25519 -N '' -f "$dir/k$i"
done
timeout 20 ssh "${by_key[@]}" -i "$dir/k1" -i "$dir/k2" -i "$dir/k3" -i "$dir/k4" \
    lan@127.0.0.1 x </dev/null >/dev/null 2>&1
is "the right key after others" $? 7
host_end

if command -v ssh-audit >/dev/null; then
	host
	timeout 60 ssh-audit -b -p "$port" 127.0.0.1 2>&1 |
	    sed 's/\x1b\[[0-9;]*m//g' >"$dir/audit"
	has "ssh-audit ran" "$(cat "$dir/audit")" '^\(kex\) curve25519-sha256 '
	is "ssh-audit: no fail" "$(grep -c '\[fail\]' "$dir/audit")" 0
	has "strict key exchange" "$(cat "$dir/audit")" 'kex-strict-s-v00'
	host_end
else
	echo "skip: no ssh-audit"
fi

# Started as root it is somebody else before it hears the peer.
if [ "$(id -u)" -eq 0 ]; then
	host uid=65534
	mkfifo "$dir/idle"
	timeout 20 ssh "${by_key[@]}" lan@127.0.0.1 x <"$dir/idle" >/dev/null 2>&1 &
	client=$!
	exec {idle}>"$dir/idle"
	logged "root: a command runs" 'stage channel'
	# the transport is the older child of the player
	pid=$(ps -o pid= --ppid "$(ps -o pid= --ppid "$host_pid" | tr -d ' ')" | head -1 | tr -d ' ')
	is "root: all four uids" "$(awk '/^Uid/{print $2,$3,$4,$5}' "/proc/$pid/status")" "65534 65534 65534 65534"
	is "root: no group left" "$(awk '/^Groups/{print NF}' "/proc/$pid/status")" 1
	is "root: no capability" "$(awk '/^Cap(Prm|Eff|Inh)/{print $2}' "/proc/$pid/status" | sort -u)" 0000000000000000
	exec {idle}>&-
	wait "$client"
	is "root: the command's status" $? 7
	host_end
fi

# The port without compression: the same, and zlib is not forced.
host plain=1
out=$(timeout 20 ssh -v "${by_key[@]}" -o LogLevel=DEBUG1 lan@127.0.0.1 x </dev/null 2>&1)
is "plain port" $? 7
has "plain port: no compression" "$out" 'kex: server->client .* compression: none'
host_end
host
out=$(timeout 20 ssh -v "${by_key[@]}" -o LogLevel=DEBUG1 lan@127.0.0.1 x </dev/null 2>&1)
has "zlib is forced towards the client" "$out" 'kex: server->client .* compression: zlib@openssh.com'
has "and not asked of it" "$out" 'kex: client->server .* compression: none'

if grep -aE 'transport exit [^0]|signal [^0]' "$dir/log"; then
	echo "FAIL: a transport crashed"
	failed=1
fi
exit "$failed"
