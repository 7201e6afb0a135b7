#!/bin/bash
# SPDX-License-Identifier: ISC
# How a line ends when nobody asked for it: peers that are silent, stopped or
# killed, and a server that goes.  Each side must notice, and say so.
. "$(dirname "$0")/lib.sh"

# transport: the pid of the transport of the only connection
transport()
{
	ps -o pid= --ppid "$(ps -o pid= --ppid "$host_pid" | tr -d ' ')" |
	    sort -n | head -1 | tr -d ' '
}
# Memory in kB that a transport may have used; a sanitizer has its own use.
bound=16000
ldd "$host_program" | grep -q libasan && bound=200000
memory_kb() { awk "/^$2/{print \$2}" "/proc/$1/status"; }

# --- a silent line is asked; one that never answers is given up
host keepalive=1
desk ssh -v -E "$dir/debug" "${by_key[@]}" lan@127.0.0.1
seen "a desk" 'desk '
asked() { [ "$(grep -c 'keepalive@openssh.com' "$dir/debug")" -ge 3 ]; }
waits 10 asked
is "a silent line is asked again and again" $? 0

# --- the server's own ends
kill -TERM "$(transport)"
seen "SIGTERM: the person is told" 'server is being stopped'
seen "SIGTERM: exit status" 'status 1'
desk_end
desk ssh "${by_key[@]}" lan@127.0.0.1
seen "a desk" 'desk '
kill -KILL "$(ps -o pid= --ppid "$host_pid" | tr -d ' ')"
# Listener and desk are one process here: whichever end is seen first.
seen "the listener dies: the person is told" 'server has stopped|ended unexpectedly'
desk_end

# --- whatever ends it, in the middle of a job for the terminal's printer: the
# terminal gets its modes back before the first word, which else went to paper
# gives WHAT WORDS: the last bytes, ~ for ESC
gives()
{
	local bytes
	seen "$1: the person is told" "$2"
	bytes=$(tr '\033\r\n' '~| ' <"$dir/screen" | sed 's/.*~\[5i//')
	has "$1: the terminal is given back" "$bytes" \
	    "^~@PRINTED~[^~]*\\|~\[4i~\[\?2004l~\[\?1l~>~\[m~\[\?1049l(~\[\?25h)?\\| $2"
}
# prints: a desk in the middle of a job
prints()
{
	desk ssh "${by_key[@]}" lan@127.0.0.1
	seen "a desk" 'desk '
	say m
	seen "its modes" 'modes'
	say j
	seen "a job" 'PRINTED'
}
# client_of: the pid of the ssh of the desk
client_of()
{
	ps -o pid= --ppid "$(ps -o pid= --ppid "$desk_pid" | tr -d ' ')" | tr -d ' '
}
prints
say q
gives "the desk lets go (takeover)" 'You signed out'
desk_end
prints
say c
gives "the listener closes (disabled)" 'The account was disabled'
desk_end
prints
say x
gives "a dead desk" 'The session ended unexpectedly'
desk_end
prints
kill -TERM "$(transport)"
gives "SIGTERM" 'The server is being stopped'
desk_end
prints
kill -KILL "$(ps -o pid= --ppid "$host_pid" | tr -d ' ')"
gives "a dead listener" 'The (server has stopped|session ended unexpectedly)'
desk_end

host_end
# It hears the question but may not answer, as one that was laid to sleep.
host keepalive=2 dead=0
prints
client=$(client_of)
kill -STOP "$client"
logged "a silent peer is given up" 'silent for too long'
kill -CONT "$client"
gives "a silent peer wakes" 'Nothing was heard of this terminal'
desk_end
host_end
host

# --- a lot is pasted
desk ssh "${by_key[@]}" lan@127.0.0.1
seen "a desk" 'desk '
head -c 300000 /dev/zero | tr '\0' z >&"$keys"
gone()
{
	grep -aq 'status 0' "$dir/screen" && return
	(say q) 2>/dev/null # the reader may be gone: SIGPIPE
	return 1
}
waits 20 gone
is "300 kB of keys do no harm" $? 0
desk_end

# --- a client that is killed in the middle of a command
mkfifo "$dir/idle"
ssh "${by_key[@]}" lan@127.0.0.1 copy <"$dir/idle" >"$dir/out" 2>/dev/null &
client=$!
exec {idle}>"$dir/idle"
echo hello >&"$idle"
waits 10 test -s "$dir/out"
pid=$(transport)
kill -KILL "$client"
waits 10 bash -c "! kill -0 $pid 2>/dev/null"
is "a killed client ends its transport" $? 0
exec {idle}>&-
logged "and nothing crashed" 'transport exit 0 signal 0'
host_end

# --- a client that never reads: the command waits, nothing piles up here
host keepalive=2 dead=0
mkfifo "$dir/drain"
ssh "${by_key[@]}" lan@127.0.0.1 flood </dev/null >"$dir/drain" 2>/dev/null &
client=$!
pids+=("$client")
exec {drain}<"$dir/drain"
read -r -N 100000 _ <&"$drain"
kill -STOP "$client"
pid=$(transport)
logged "a client that never reads is given up" 'silent for too long' &
hwm=0
while kill -0 "$pid" 2>/dev/null && [ -r "/proc/$pid/status" ]; do
	now=$(memory_kb "$pid" VmHWM 2>/dev/null)
	hwm=${now:-$hwm}
	sleep 0.05
done
wait $! || failed=1
[ "${hwm:-99999}" -le $bound ]
is "the transport stayed small ($hwm kB)" $? 0
kill -KILL "$client"
exec {drain}<&-

# --- one that sends what the command does not take
: >"$dir/log"
ssh "${by_key[@]}" lan@127.0.0.1 slow < <(head -c 60000000 /dev/zero) >"$dir/drain" 2>/dev/null &
client=$!
pids+=("$client")
exec {drain}<"$dir/drain"
logged "a command is fed" 'stage channel'
pid=$(transport)
hwm=0
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	now=$(memory_kb "$pid" VmHWM 2>/dev/null)
	hwm=${now:-$hwm}
	sleep 0.05
done
[ "$hwm" -gt 0 ] && [ "$hwm" -le $bound ]
is "60 MB for a command that is busy: $hwm kB" $? 0
kill -KILL "$client"
exec {drain}<&-

exit "$failed"
