#!/bin/sh
# Checks that the tarball has every file of git: what EXTRA_DIST or a list of
# sources forgets is seen here and not by whoever builds from the tarball.  A
# folder in EXTRA_DIST stands for all that is in it.  Exceptions, each with its
# reason, are in dist.allow; one that is no longer needed fails too.
set -u
top=$(cd "${top_srcdir:-.}" && pwd) || exit 99
cd "${top_builddir:-.}" || exit 99
git -C "$top" ls-files --error-unmatch Makefile.am >/dev/null 2>&1 ||
	{ echo "skip: not in git"; exit 77; }
[ -f Makefile ] || { echo "skip: not configured"; exit 77; }

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
git -C "$top" ls-files >"$tmp/git" || exit 99
env -u MAKEFLAGS -u MAKELEVEL make -s dist-files >"$tmp/dist" || exit 99
found=$(awk -v top="$top/" -v dist="$tmp/dist" -v allow="$top/tests/lint/dist.allow" '
	BEGIN {
		while ((getline f < dist) > 0) {
			if (index(f, top) == 1) f = substr(f, length(top) + 1)
			in_dist[f] = 1
		}
		while ((getline line < allow) > 0)
			if (line !~ /^#/ && split(line, w, " ") > 1) may[w[1]] = 1
	}
	{
		for (f = $0; f != "" && !(f in in_dist); )
			if (!sub(/\/[^\/]*$/, "", f)) f = ""
		if (f == "" && !($0 in may)) print $0 " is not in the tarball"
		if (f == "") left[$0] = 1
	}
	END { for (f in may) if (!(f in left)) print f " is no exception (dist.allow)" }
	' "$tmp/git") || exit 99
[ -z "$found" ] && exit 0
echo "dist:"; echo "$found"; exit 1
