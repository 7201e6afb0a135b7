/*
 * SPDX-License-Identifier: ISC
 *
 * conf: the settings of chitra.ini as plain data.  form/conf_load.c reads the
 * file (iniparser lives in form/); chitra.ini.5 documents each key; a test
 * compares the page with the X-macro list.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define CONF_PATH_MAX 512
#define CONF_TEXT_MAX 256

/*
 * X(section, key, type, default, help): type is STR, PATH (relative to the
 * folder of chitra.ini), INT or BOOL; defaults are text.
 */
#define CONF_LIST(X)                                                           \
	X(office, name, STR, "Bưu điện tỉnh", "name at the head of printed pages") \
	X(office, province, STR, "14", "code of the province")                 \
	X(office, language, STR, "vi", "language of screens: vi or en")        \
	X(office, zone, STR, "Asia/Ho_Chi_Minh", "zone of the office: by it days begin and moments are shown") \
	X(office, clock_ahead_days, INT, "10", "days after the last entry that the clock is believed at a start; 0 any") \
	X(office, clock_shift, INT, "0", "seconds added to the clock (the demo lives in 2019)")\
	X(data, database, PATH, "chitra.db", "the books")                      \
	X(data, auth, PATH, "auth.db", "password hashes and keys, the gate's") \
	X(data, backups, PATH, "backup", "folder of backups")                  \
	X(data, socket, PATH, "chitra.sock", "socket of local commands")       \
	X(data, forms, PATH, "", "folder of forms that replace the shipped ones") \
	X(server, address, STR, "::", "address to listen on")                  \
	X(server, port, INT, "2222", "port that compresses towards the client") \
	X(server, plain_port, INT, "0", "second port without compression; 0 off") \
	X(server, host_key, PATH, "host_ed25519", "private host key, mode 0600") \
	X(server, users, STR, "auto", "auto: own uids when root; one: never")  \
	X(server, syslog, BOOL, "no", "log to syslog instead of stderr")       \
	X(limits, connections, INT, "600", "connections in total")             \
	X(limits, starting, INT, "120", "connections not signed in, in total") \
	X(limits, per_address, INT, "5", "connections not signed in that an address keeps when places run short") \
	X(limits, offices, STR, "", "addresses or networks behind one NAT, not limited per address") \
	X(limits, per_person, INT, "10", "connections of one person; of more the oldest idle one is closed") \
	X(limits, commands, INT, "4", "commands that one person runs at once") \
	X(limits, stalled_seconds, INT, "300", "a command whose output nobody takes for so long is ended") \
	X(limits, key_exchange_seconds, INT, "20", "from accept to keys exchanged") \
	X(limits, sign_in_seconds, INT, "60", "from accept to signed in")      \
	X(limits, tries, INT, "4", "passwords or keys tried per connection")   \
	X(limits, keepalive_seconds, INT, "120", "keepalive when the line is silent") \
	X(limits, dead_minutes, INT, "12", "silence after which a line is dead") \
	X(limits, park_minutes, INT, "30", "a desk waits this long for its person") \
	X(limits, parallel_hashes, INT, "2", "passwords checked at once")      \
	X(books, batch, INT, "64", "verbs committed together at the most")     \
	X(books, wal_mb, INT, "8", "size of the WAL that forces a checkpoint") \
	X(print, cups, STR, "", "CUPS server; empty: the system's")            \
	X(print, profiles, PATH, "", "folder of printer profiles that add to the shipped ones") \
	X(text, tone, STR, "old", "place of the tone mark when typing: old or new") \
	X(text, thousand, STR, "nghìn", "nghìn or ngàn in amounts in words")   \
	X(text, odd, STR, "linh", "linh or lẻ in amounts in words")            \
	X(text, four, STR, "tư", "tư or bốn in amounts in words")

struct conf {
	char file[CONF_PATH_MAX]; /* absolute path of chitra.ini */
	char dir[CONF_PATH_MAX];  /* its folder */
#define CONF_T_STR(s, k) char s##_##k[CONF_TEXT_MAX];
#define CONF_T_PATH(s, k) char s##_##k[CONF_PATH_MAX];
#define CONF_T_INT(s, k) int64_t s##_##k;
#define CONF_T_BOOL(s, k) bool s##_##k;
#define X(s, k, type, def, help) CONF_T_##type(s, k)
	CONF_LIST(X)
#undef X
};

enum conf_type { CONF_STR, CONF_PATH, CONF_INT, CONF_BOOL };

/* One row of the list, for the loader, the man page test and --help. */
struct conf_key {
	const char *section, *key;
	enum conf_type type;
	const char *def, *help;
	unsigned long offset; /* of the member in struct conf */
};

/* The rows, ended by one with section NULL. */
extern const struct conf_key conf_keys[];
