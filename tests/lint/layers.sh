#!/bin/sh
# Guards the order of the rooms (HACKING.md, Layers): a file includes only from
# its own folder and those below it, and each foreign library has one home.
set -u
cd "${top_srcdir:-.}" || exit 99

allowed() {
	case $1 in
	base)   echo base ;;
	wire)   echo base wire ;;
	text)   echo base wire text ;;
	form)   echo base wire text form ;;
	db)     echo base wire text form db ;;
	office) echo base wire text form db office ;;
	print)  echo base wire text form db office print ;;
	ui)     echo base wire text form db office print ui ;;
	ssh)    echo base wire ssh ;;
	serve)  echo base wire text form db office print ui ssh serve ;;
	cmd)    echo base wire text form db office print ui ssh serve cmd ;;
	esac
}

check() {
	for dir in src/*/; do
		room=$(basename "$dir")
		ok=" $(allowed "$room") "
		[ "$ok" = "  " ] && echo "src/$room is no room of the house"
		for f in "$dir"*.[ch]; do
			[ -f "$f" ] || continue
			sed -n 's/^[ \t]*#[ \t]*include[ \t]*"\([^"]*\)".*/\1/p' "$f" |
			while read -r inc; do
				case $inc in
				config.h) ;;
				*/*)
					case $ok in
					*" ${inc%%/*} "*) ;;
					*) echo "$f includes $inc" ;;
					esac ;;
				*) echo "$f includes \"$inc\" without its room" ;;
				esac
			done
		done
	done
	# library header : its only room
	for pair in iniparser:form sqlite3:db curses:ui cups/:print libssh:ssh; do
		lib=${pair%%:*} home=${pair##*:}
		grep -lE "^[ 	]*#[ 	]*include[ 	]*<[^>]*$lib" src/*/*.[ch] |
			grep -v "^src/$home/" | sed "s@\$@ includes <$lib>, which belongs to src/$home@"
	done
}
found=$(check)
[ -z "$found" ] && exit 0
echo "layers:"; echo "$found"; exit 1
