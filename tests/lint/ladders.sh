#!/bin/sh
# SPDX-License-Identifier: ISC
# One way to fail in office/: a failure leaves at once, `if (a(...) != ST_OK ||
# b(...) != ST_OK) return err->st;`, or `goto out` where something is released.
# No ladder of `if (st == ST_OK) st = next();`.  ladders.allow has the number of
# rungs that a file still has; it only gets shorter.
set -u
cd "${top_srcdir:-.}" || exit 99
found=$(find src/office -name '*.c' | LC_ALL=C sort | xargs awk '
	BEGIN {
		while ((getline line < "tests/lint/ladders.allow") > 0) {
			split(line, part, " "); allow[part[1]] = part[2]
		}
	}
	FNR == 1 { step = 0 }
	step && /^\t+st = / { rungs[FILENAME]++ }
	{ step = /^\t+if \(st == ST_OK( && .*)?\)$/ }
	END {
		for (f in rungs)
			if (rungs[f] > allow[f] + 0)
				print f ": " rungs[f] " rungs (" allow[f] + 0 ")"
		for (f in allow)
			if (rungs[f] + 0 < allow[f])
				print f ": " rungs[f] + 0 " rungs, ladders.allow says " allow[f]
	}')
[ -z "$found" ] && exit 0
echo "ladders:"; echo "$found"; exit 1
