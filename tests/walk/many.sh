#!/bin/sh
# Two hundred walks, other ones than those of every check.
set -u
walk=${top_builddir:-.}/tests/walk/walk
[ -x "$walk" ] || exit 77
FROM=1001 COUNT=${COUNT:-200} "$walk"
