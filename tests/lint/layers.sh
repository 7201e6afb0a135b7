#!/bin/sh
# Guards the order of the layers (HACKING.md, Layers): a file includes only from
# its own folder and those below it, and each foreign library belongs to one layer.
# A layer is the first folder below src/ with all that is inside it.
set -u
cd "${top_srcdir:-.}" || exit 99

check() {
	find src -name '*.[ch]' | LC_ALL=C sort | xargs awk '
		BEGIN {
			may["base"]   = " base "
			may["wire"]   = " base wire "
			may["text"]   = " base wire text "
			may["form"]   = " base wire text form "
			may["db"]     = " base wire text form db "
			may["office"] = " base wire text form db office "
			may["print"]  = " base wire text form db office print "
			may["ui"]     = " base wire text form db office print ui "
			may["ssh"]    = " base wire ssh "
			may["serve"]  = " base wire text form db office print ui ssh serve "
			may["cmd"]    = " base wire text form db office print ui ssh serve cmd "
			home["iniparser"] = "form"; home["sqlite3"] = "db"
			home["curses"] = "ui"; home["cups/"] = "print"; home["libssh"] = "ssh"
		}
		FNR == 1 {
			split(FILENAME, part, "/"); layer = part[2]
			if (!(layer in may)) print FILENAME " stands in no layer"
		}
		!/^[ \t]*#[ \t]*include[ \t]*["<]/ { next }
		/"/ {
			inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc)
			if (inc == "config.h") next
			split(inc, part, "/")
			if (inc !~ /\//) print FILENAME " includes \"" inc "\" without its folder"
			else if (!index(may[layer], " " part[1] " ")) print FILENAME " includes " inc
			next
		}
		{
			inc = $0; sub(/^[^<]*</, "", inc); sub(/>.*/, "", inc)
			for (lib in home)
				if (index(inc, lib) && layer != home[lib])
					print FILENAME " includes <" inc ">, which belongs to src/" home[lib]
		}'
}
found=$(check)
[ -z "$found" ] && exit 0
echo "layers:"; echo "$found"; exit 1
