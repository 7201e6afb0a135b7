#!/bin/sh
# Ten walks, the same each time, and every case by name: half a minute.
set -u
walk=${top_builddir:-.}/tests/walk/walk
[ -x "$walk" ] || exit 77
COUNT=${COUNT:-10} "$walk" && "$walk" cases
