/* SPDX-License-Identifier: ISC */
/*
 * limits: who may connect: totals, addresses, offices, penalties that grow and
 * go by themselves.  Also addresses and networks, the words of a command line
 * over SSH, keys and passwords as text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/conf_load.h"
#include "serve/authkey.h"
#include "serve/limits.h"
#include "serve/password.h"
#include "serve/runner.h"

static struct netaddr
address(const char *text)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	struct sockaddr_storage ss;
	struct netaddr a;

	memset(&ss, 0, sizeof(ss));
	if (strchr(text, ':') != NULL) {
		assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
		memcpy(&ss, &in6, sizeof(in6));
	} else {
		assert_int_equal(inet_pton(AF_INET, text, &in.sin_addr), 1);
		memcpy(&ss, &in, sizeof(in));
	}
	netaddr_from(&a, (const struct sockaddr *)&ss);
	return a;
}

static struct limits *
limits(const char *offices)
{
	struct conf c;
	struct err err = ERR_INIT;
	struct limits *l = NULL;

	memset(&c, 0, sizeof(c));
	c.limits_connections = 20;
	c.limits_starting = 12;
	c.limits_per_address = 3;
	(void)snprintf(c.limits_offices, sizeof(c.limits_offices), "%s",
	    offices);
	assert_int_equal(limits_new(&c, &l, &err), ST_OK);
	return l;
}

static struct netaddr dropped; /* the address that lost one last */

static enum limits_word
word(struct limits *l, const char *who, int64_t now)
{
	struct netaddr a = address(who);
	const char *why = NULL;

	return limits_admit(l, &a, now, &why, &dropped);
}

/* Comes in; whoever pays for it goes. */
static bool
admit(struct limits *l, const char *who, int64_t now)
{
	enum limits_word w = word(l, who, now);

	if (w == LIMITS_DROP)
		limits_gone(l, &dropped, LIMITS_OPEN);
	return w == LIMITS_TAKE || w == LIMITS_DROP;
}

static bool
pays(struct limits *l, const char *who, const char *by)
{
	struct netaddr a = address(by);
	bool paid = word(l, who, 0) == LIMITS_DROP &&
	    memcmp(&dropped, &a, sizeof(a)) == 0;

	if (paid)
		limits_gone(l, &dropped, LIMITS_OPEN);
	return paid;
}

/* Chance: the least and the most that it can be. */
static uint32_t
lucky(uint32_t of)
{
	return of - 1;
}

static uint32_t
unlucky(uint32_t of)
{
	(void)of;
	return 0;
}

static void
test_one_address(void **state)
{
	struct limits *l = limits("");
	struct netaddr a = address("192.0.2.1");
	unsigned all, starting;
	int i;

	(void)state;
	limits_chance(l, unlucky);
	/* Strangers have nine places.  While half of them are free, one address
	 * may have as many as it likes: an office behind it signs in. */
	for (i = 0; i < 4; i++)
		assert_int_equal(word(l, "192.0.2.1", 0), LIMITS_TAKE);
	/* From then on it may lose one for each new one, itself for its own; */
	assert_true(pays(l, "192.0.2.1", "192.0.2.1"));
	limits_chance(l, lucky);
	for (i = 4; i < 9; i++)
		assert_int_equal(word(l, "192.0.2.1", 0), LIMITS_TAKE);
	assert_int_equal(word(l, "192.0.2.1", 0), LIMITS_REFUSE);
	/* it does when all are taken, and for others always. */
	assert_true(pays(l, "192.0.2.2", "192.0.2.1"));
	assert_true(pays(l, "192.0.2.2", "192.0.2.1"));
	limits_count(l, &all, &starting);
	assert_int_equal(starting, 9);
	/* Who has exchanged keys goes after those who have not; */
	for (i = 0; i < 7; i++)
		limits_keyed(l, &a);
	assert_true(pays(l, "192.0.2.4", "192.0.2.2"));
	/* but whoever sits there with many goes for somebody new. */
	for (i = 2; i < 5; i++) {
		a = address(i == 4 ? "192.0.2.4" : "192.0.2.2");
		limits_keyed(l, &a);
	}
	assert_int_equal(word(l, "192.0.2.5", 0), LIMITS_DROP);
	a = address("192.0.2.1");
	assert_memory_equal(&a, &dropped, sizeof(a));
	limits_free(l);
}

static void
test_a_few_of_an_address_are_safe(void **state)
{
	struct limits *l = limits("");
	char who[32];
	int i;

	(void)state;
	limits_chance(l, unlucky);
	/* Three each (limits.per_address): nobody pays before all is taken. */
	for (i = 0; i < 9; i++) {
		(void)snprintf(who, sizeof(who), "192.0.2.%d", i % 3);
		assert_int_equal(word(l, who, 0), LIMITS_TAKE);
	}
	/* Then chance says which of the three that have most. */
	assert_int_equal(word(l, "192.0.2.9", 0), LIMITS_DROP);
	limits_gone(l, &dropped, LIMITS_OPEN);
	/* A customer of IPv6 has a /64: one stranger. */
	limits_free(l);
	l = limits("");
	limits_chance(l, lucky);
	for (i = 0; i < 9; i++) {
		(void)snprintf(who, sizeof(who), "2001:db8::%d", i);
		assert_int_equal(word(l, who, 0), LIMITS_TAKE);
	}
	assert_int_equal(word(l, "2001:db8::a", 0), LIMITS_REFUSE);
	assert_int_equal(word(l, "2001:db8:0:1::4", 0), LIMITS_DROP);
	limits_free(l);
}

/* With the shipped figures: 40 behind one address, none of them dropped. */
static void
test_forty_behind_one_address(void **state)
{
	struct conf c;
	struct err err = ERR_INIT;
	struct limits *l = NULL;
	int i;

	(void)state;
	assert_int_equal(conf_default("/tmp/chitra.ini", &c, &err), ST_OK);
	assert_int_equal(limits_new(&c, &l, &err), ST_OK);
	limits_chance(l, unlucky);
	for (i = 0; i < 40; i++)
		assert_int_equal(word(l, "203.0.113.9", 0), LIMITS_TAKE);
	limits_free(l);
}

/* A flood costs only so many processes a second. */
static void
test_drops_are_rationed(void **state)
{
	struct limits *l = limits("");
	unsigned taken = 0;
	int64_t ms;
	char who[32];

	(void)state;
	for (ms = 0; ms < 10000; ms += 5) {
		(void)snprintf(who, sizeof(who), "100.64.%d.%d",
		    (int)(ms / 5 / 250), (int)(ms / 5 % 250));
		taken += admit(l, who, ms);
	}
	assert_in_range(taken, 100, 140); /* of 2,000 */
	limits_free(l);
}

static void
test_totals_keep_room_for_offices(void **state)
{
	struct limits *l = limits("10.0.0.0/8");
	struct netaddr a = address("192.0.2.201");
	const int64_t late = 25 * 3600 * 1000;
	unsigned all, starting;
	char who[32];
	int i;

	(void)state;
	limits_chance(l, lucky);
	assert_true(admit(l, "192.0.2.201", 0));
	limits_keyed(l, &a);
	limits_signed_in(l, &a, 0);
	/* Strangers may take three quarters of the places before sign-in. */
	for (i = 0; i < 9; i++) {
		(void)snprintf(who, sizeof(who), "192.0.2.%d", i);
		assert_int_equal(word(l, who, 0), LIMITS_TAKE);
	}
	assert_int_equal(word(l, "192.0.2.0", 0), LIMITS_REFUSE);
	/* Nor is somebody a stranger who signed in from there today. */
	assert_int_equal(word(l, "192.0.2.201", 1000), LIMITS_TAKE);
	limits_gone(l, &a, LIMITS_OPEN);
	if (word(l, "192.0.2.201", late) == LIMITS_DROP)
		limits_gone(l, &dropped, LIMITS_OPEN);
	limits_count(l, &all, &starting);
	assert_int_equal(starting, 9);
	/* The office has more people than per_address behind one address. */
	for (i = 0; i < 3; i++)
		assert_true(admit(l, "10.9.8.7", late));
	/* 12 in all: now a stranger goes for each, and none of the office. */
	for (i = 0; i < 9; i++) {
		assert_int_equal(word(l, "10.9.8.7", late), LIMITS_DROP);
		a = address("10.9.8.7");
		assert_memory_not_equal(&a, &dropped, sizeof(a));
		limits_gone(l, &dropped, LIMITS_OPEN);
	}
	assert_int_equal(word(l, "10.9.8.7", late), LIMITS_REFUSE);
	limits_free(l);
}

static void
test_connections_in_total(void **state)
{
	struct limits *l = limits("10.0.0.0/8");
	struct netaddr a = address("10.1.1.1");
	unsigned all, starting;
	int i;

	(void)state;
	for (i = 0; i < 20; i++) {
		assert_true(admit(l, "10.1.1.1", 0));
		limits_signed_in(l, &a, 0);
	}
	assert_int_equal(word(l, "10.1.1.1", 0), LIMITS_FULL);
	limits_count(l, &all, &starting);
	assert_int_equal(all, 20);
	assert_int_equal(starting, 0);
	limits_gone(l, &a, LIMITS_SIGNED_IN);
	assert_true(admit(l, "10.1.1.1", 0));
	limits_free(l);
}

static void
test_penalty_grows_and_goes(void **state)
{
	struct limits *l = limits("10.0.0.0/8");
	struct netaddr bad = address("192.0.2.9"), office = address("10.1.2.3"),
	    known = address("192.0.2.77");
	int64_t first, later, now = 1000;
	int i;

	(void)state;
	/* Three mistyped passwords cost nothing. */
	for (i = 0; i < 3; i++)
		limits_failed(l, &bad, now);
	assert_int_equal(limits_penalty(l, &bad, now), 0);
	assert_true(admit(l, "192.0.2.9", now));
	limits_gone(l, &bad, LIMITS_OPEN);
	limits_failed(l, &bad, now);
	first = limits_penalty(l, &bad, now);
	assert_in_range(first, 15000, 60000);
	assert_false(admit(l, "192.0.2.9", now));
	assert_true(admit(l, "192.0.2.10", now)); /* nobody else is hit */
	/* It goes by itself. */
	now += first;
	assert_int_equal(limits_penalty(l, &bad, now), 0);
	assert_true(admit(l, "192.0.2.9", now));
	limits_gone(l, &bad, LIMITS_OPEN);
	/* Who goes on waits longer, but never longer than ten minutes. */
	for (i = 0; i < 3; i++)
		limits_failed(l, &bad, now);
	later = limits_penalty(l, &bad, now);
	assert_true(later > first);
	for (i = 0; i < 1000; i++)
		limits_failed(l, &bad, now);
	assert_int_equal(limits_penalty(l, &bad, now), 600000);
	/* After an hour in peace it starts anew. */
	now += 2 * 3600 * 1000;
	limits_failed(l, &bad, now);
	assert_int_equal(limits_penalty(l, &bad, now), 0);
	/* Nor is an address that nobody listed and from which people sign in. */
	assert_true(admit(l, "192.0.2.77", now));
	limits_signed_in(l, &known, now);
	for (i = 0; i < 100; i++)
		limits_failed(l, &known, now);
	assert_true(admit(l, "192.0.2.77", now));
	limits_gone(l, &known, LIMITS_OPEN);
	/* An office is not shut out for one of its people. */
	for (i = 0; i < 100; i++)
		limits_failed(l, &office, now);
	assert_true(admit(l, "10.1.2.3", now));
	limits_free(l);
}

static void
test_many_addresses_are_bounded(void **state)
{
	struct limits *l = limits("");
	struct netaddr bad = address("192.0.2.9"), a;
	char who[32];
	int i;

	(void)state;
	for (i = 0; i < 20; i++)
		limits_failed(l, &bad, 0);
	for (i = 0; i < 20000; i++) {
		(void)snprintf(who, sizeof(who), "100.%d.%d.1", 64 + i / 256,
		    i % 256);
		a = address(who);
		limits_failed(l, &a, 0);
	}
	/* The one with the longest penalty is not forgotten for them. */
	assert_true(limits_penalty(l, &bad, 0) > 0);
	limits_free(l);
}

static void
test_log_is_rationed(void **state)
{
	struct limits *l = limits("");
	unsigned missed = 0, lines = 0;
	int64_t ms;

	(void)state;
	for (ms = 0; ms < 60000; ms += 10)
		lines += limits_may_log(l, ms, &missed);
	assert_in_range(lines, 15, 21);
	assert_true(missed > 100);
	limits_free(l);
}

static void
test_networks(void **state)
{
	struct netaddr_list *l = NULL;
	struct netaddr a;
	struct err err = ERR_INIT;
	char text[NETADDR_TEXT];

	(void)state;
	assert_int_equal(netaddr_list_new(" 10.1.0.0/16,203.0.113.7 "
	    "2001:db8::/33\t", &l, &err), ST_OK);
	a = address("10.1.255.1");
	assert_true(netaddr_list_has(l, &a));
	a = address("::ffff:10.1.255.1"); /* the same through a dual socket */
	assert_true(netaddr_list_has(l, &a));
	netaddr_text(&a, text);
	assert_string_equal(text, "10.1.255.1");
	a = address("10.2.0.1");
	assert_false(netaddr_list_has(l, &a));
	a = address("203.0.113.7");
	assert_true(netaddr_list_has(l, &a));
	a = address("203.0.113.6");
	assert_false(netaddr_list_has(l, &a));
	a = address("2001:db8:7fff::1");
	assert_true(netaddr_list_has(l, &a));
	a = address("2001:db8:8000::1");
	assert_false(netaddr_list_has(l, &a));
	netaddr_list_free(l);
	assert_int_equal(netaddr_list_new("10.0.0.0/33", &l, &err), ST_INVALID);
	assert_int_equal(netaddr_list_new("10.0.0", &l, &err), ST_INVALID);
	assert_non_null(strstr(err.msg, "10.0.0"));
	assert_int_equal(netaddr_list_new("::/129", &l, &err), ST_INVALID);
}

static void
split(const char *line, const char *want)
{
	char *argv[RUNNER_WORDS + 1], got[512] = "";
	struct err err = ERR_INIT;
	int argc = 0, i;

	assert_int_equal(runner_split(line, argv, &argc, &err), ST_OK);
	for (i = 0; i < argc; i++) {
		(void)strcat(got, argv[i]);
		(void)strcat(got, "|");
	}
	assert_string_equal(got, want);
	assert_null(argv[argc]);
	free(argv[0]);
}

static void
test_words_of_a_command(void **state)
{
	char *argv[RUNNER_WORDS + 1], many[512] = "";
	struct err err = ERR_INIT;
	int argc = 0, i;

	(void)state;
	split("report summary --period 2019-11",
	    "report|summary|--period|2019-11|");
	split("  pay  'Lò Văn A' \"b \\\"c\\\" \\d\" e\\ f ''",
	    "pay|Lò Văn A|b \"c\" \\d|e f||");
	split("a'b'\"c\"d", "abcd|");
	/* Nothing is expanded: there is no shell. */
	split("report $(id) `id` *;x", "report|$(id)|`id`|*;x|");
	assert_int_equal(runner_split("a 'b", argv, &argc, &err), ST_INVALID);
	assert_int_equal(runner_split("a \"b\\\"", argv, &argc, &err),
	    ST_INVALID);
	assert_int_equal(runner_split(" \t ", argv, &argc, &err), ST_INVALID);
	assert_int_equal(runner_split("a\nb", argv, &argc, &err), ST_INVALID);
	for (i = 0; i <= RUNNER_WORDS; i++)
		(void)strcat(many, "a ");
	assert_int_equal(runner_split(many, argv, &argc, &err), ST_LIMIT);
}

/* Made by ssh-keygen; the fingerprint is what `ssh-keygen -l` prints. */
#define KEY_TEXT "AAAAC3NzaC1lZDI1NTE5AAAA" \
	"IGFlHPpOkCbz2d6Zej0USx2mda0XoE7ABevXEk/Iwy/t"
#define KEY_PRINT "SHA256:EQCN+/CnHQ2bwC3mr2GVJKCWGWWf5dr4hkKwgHpWa+0"

static void
test_keys(void **state)
{
	struct authkey k;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(authkey_parse("ssh-ed25519 " KEY_TEXT " lan@may\n",
	    &k, &err), ST_OK);
	assert_string_equal(k.fingerprint, KEY_PRINT);
	assert_string_equal(k.base64, KEY_TEXT);
	assert_int_equal(authkey_parse("ssh-ed25519 " KEY_TEXT "A", &k, &err),
	    ST_INVALID);
	assert_int_equal(authkey_parse("ssh-rsa " KEY_TEXT, &k, &err),
	    ST_INVALID);
	assert_int_equal(authkey_parse("ssh-ed25519 " KEY_TEXT + 13, &k, &err),
	    ST_INVALID);
	assert_int_equal(authkey_parse("", &k, &err), ST_INVALID);
	assert_int_equal(authkey_parse("ssh-ed25519", &k, &err), ST_INVALID);
}

static void
test_passwords(void **state)
{
	char hash[PASSWORD_HASH_MAX], again[PASSWORD_HASH_MAX];
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(password_rule("lan", "1234567", &err), ST_INVALID);
	assert_int_equal(password_rule("lan", "12345678", &err), ST_OK);
	/* Letters count, not bytes. */
	assert_int_equal(password_rule("lan", "ệệệệệ", &err), ST_INVALID);
	assert_int_equal(password_rule("nguyenlan", "NguyenLan", &err),
	    ST_INVALID);
	assert_int_equal(password_hash("bí mật 12", hash, &err), ST_OK);
	assert_int_equal(strncmp(hash, "$y$", 3), 0);
	assert_int_equal(password_hash("bí mật 12", again, &err), ST_OK);
	assert_string_not_equal(hash, again); /* salted */
	assert_true(password_matches("bí mật 12", hash));
	assert_false(password_matches("bí mật 13", hash));
	assert_false(password_matches("", ""));
	assert_false(password_matches("x", "x"));
	assert_false(password_matches("*0", "*0"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_address),
		cmocka_unit_test(test_a_few_of_an_address_are_safe),
		cmocka_unit_test(test_forty_behind_one_address),
		cmocka_unit_test(test_drops_are_rationed),
		cmocka_unit_test(test_totals_keep_room_for_offices),
		cmocka_unit_test(test_connections_in_total),
		cmocka_unit_test(test_penalty_grows_and_goes),
		cmocka_unit_test(test_many_addresses_are_bounded),
		cmocka_unit_test(test_log_is_rationed),
		cmocka_unit_test(test_networks),
		cmocka_unit_test(test_words_of_a_command),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_passwords),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
