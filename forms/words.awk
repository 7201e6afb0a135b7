# SPDX-License-Identifier: ISC
# words.awk: what xgettext has to see of the files in forms/, as C:
#     awk -f words.awk *.ini > words.c; xgettext --keyword=N_ words.c
# Keys with _vi are a province's own words and stay out.
function say(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	if (s != "")
		printf "/* %s */ N_(\"%s\")\n", FILENAME, s
}
/^(title|label|help|heading|message|subtitle|left|right|unit|foot|place|words_label|sum_label|role[1-4])[ \t]*=/ {
	s = $0
	sub(/^[a-z0-9_]+[ \t]*=[ \t]*/, "", s)
	if (s ~ /^".*"$/)
		s = substr(s, 2, length(s) - 2)
	say(s)
}
/^choices[ \t]*=/ {
	s = $0
	sub(/^choices[ \t]*=[ \t]*/, "", s)
	n = split(s, choice, "|")
	for (i = 1; i <= n; i++)
		say(substr(choice[i], index(choice[i], ":") + 1))
}
