#!/bin/sh
# SPDX-License-Identifier: ISC
# The unit file as systemd reads it: no unknown word, and an exposure that its
# own analysis calls OK.  The users of sysusers.d are those that uids.c looks for.
set -u
cd "${top_srcdir:?run by make check}" || exit 99
failed=0
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT

for name in $(sed -n 's/.*\[UIDS_[A-Z]*\] = "\(.*\)",/\1/p' src/serve/uids.c); do
	grep -q "^u *$name " packaging/chitra.sysusers || {
		echo "FAIL: $name is not in chitra.sysusers"
		failed=1
	}
done

command -v systemd-analyze >/dev/null || { echo "skip: no systemd-analyze"; exit $failed; }
sed -e 's|@bindir@/chitra|/bin/true|; s|@sysconfdir@|/etc|g; s|@localstatedir@|/var|g' \
    packaging/chitra.service.in >"$dir/chitra.service"
out=$(systemd-analyze verify --man=no "$dir/chitra.service" 2>&1) && [ -z "$out" ] || {
	echo "FAIL: $out"
	failed=1
}
score=$(systemd-analyze security --offline=yes --no-pager "$dir/chitra.service" 2>/dev/null |
    sed -n 's/.*Overall exposure level[^:]*: *\([0-9]*\)\.\([0-9]\).*/\1\2/p')
echo "exposure: ${score:-unknown} tenths"
[ -z "$score" ] || [ "$score" -le 25 ] || { echo "FAIL: exposure above 2.5"; failed=1; }
exit $failed
