#!/bin/bash
# SPDX-License-Identifier: ISC
#
# A second tree with the address and undefined-behaviour sanitizers: the unit
# tests, and a session over SSH through all processes.  Leaks are not looked
# for: libraries keep memory until the end.  Built by clang where there is one,
# whose checks and warnings are not those of gcc.
: "${top_srcdir:?}" "${top_builddir:?}"
tree=$top_builddir/sanitized
mkdir -p "$tree"
(
	cd "$tree" || exit 1
	[ -f Makefile ] || "$top_srcdir/configure" -q --enable-sanitizers \
	    CC="$(command -v clang || command -v gcc)" CFLAGS='-g -O1' >configure.log 2>&1 || {
		tail -n 20 configure.log
		exit 1
	}
	make -s -j"$(nproc)" all >build.log 2>&1 || { tail -n 30 build.log; exit 1; }
) || { echo "FAIL: the sanitized tree does not build"; exit 1; }
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0:exitcode=99
export UBSAN_OPTIONS=print_stacktrace=1
units=$(make -s -C "$tree" print-unit-tests)
make -s -j"$(nproc)" -C "$tree" check TESTS="$units" >"$tree/check.log" 2>&1
rc=$?
grep -E '^# (TOTAL|PASS|SKIP|FAIL|ERROR)' "$tree/check.log"
if [ "$rc" -ne 0 ]; then
	grep -E '^(FAIL|ERROR)' "$tree/check.log"
	tail -n 60 "$tree/test-suite.log" 2>/dev/null
	echo "FAIL: unit tests under the sanitizers"
	exit 1
fi
CHITRA=$tree/chitra
OFFICE_WAIT=60
. "$top_srcdir/tests/slow/lib.sh"
office_new --people 400
office_keys lan phong
office_start
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 500' \
	    'send l' 'quiet 500' 'key Enter' 'quiet 500' 'key Enter' 'quiet 500' \
	    'key F10' 'quiet 500' 'key F3' 'key F3' 'quiet 300' 'key F9' 'quiet 300' \
	    'send 2' 'quiet 500' 'key PgDn' 'key End' 'key Home' 'quiet 500' 'key Enter' \
	    'quiet 500' 'key F3' 'size 60x10' 'quiet 500' 'size 200x60' 'quiet 500' \
	    'size 20x5' 'quiet 500' 'size 80x24' 'quiet 500' 'key F9' 'quiet 300' \
	    'send 3' 'quiet 700' 'key F1' 'quiet 300' 'key F3' 'quiet 300' 'screen' \
	    'cut' 'pause 300' 'respawn' 'expect F3' 'quiet 500'
} | office_drive lan >"$work/screen" 2>&1
is "a clerk's session" $? 0
for line in 'chitra report summary' 'chitra report' 'chitra pay nobody' 'chitra nonsense'; do
	# shellcheck disable=SC2086
	office_ssh lan $line >>"$work/lines" 2>&1 </dev/null
done
office_ssh phong chitra period show 2019-11 >>"$work/lines" 2>&1 </dev/null
is "a line of a list owner" $? 0
"$tools/payers" -n 8 -m 40 -o "$work/answered" "$office_conf" >"$work/payers.log" 2>&1
is "payouts straight to books" $? 0
kill -HUP "$office_pid"
office_stop
is "SIGTERM ends it in order" "$office_status" 0
if grep -aE 'AddressSanitizer|runtime error|SUMMARY:' "$office_log" "$work/demo.log" "$work/lines"; then
	echo "FAIL: the sanitizers found something"
	OFFICE_TAIL=200
	failed=1
fi
[ "$failed" -eq 0 ] || tail -n 60 "$work/screen"
proves "$work/answered"
exit "$failed"
