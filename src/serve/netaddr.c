/* SPDX-License-Identifier: ISC */
#include "serve/netaddr.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static const unsigned char netaddr_mapped[12] = {
	[10] = 0xFF, [11] = 0xFF,
};

struct netaddr_net {
	struct netaddr a;
	unsigned bits; /* of the prefix, of 128 */
};

struct netaddr_list {
	struct netaddr_net *v;
	size_t n, cap;
};

void
netaddr_from(struct netaddr *a, const struct sockaddr *sa)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	memset(a, 0, sizeof(*a));
	if (sa->sa_family == AF_INET) {
		memcpy(&in, sa, sizeof(in));
		memcpy(a->b, netaddr_mapped, 12);
		memcpy(a->b + 12, &in.sin_addr, 4);
	} else if (sa->sa_family == AF_INET6) {
		memcpy(&in6, sa, sizeof(in6));
		memcpy(a->b, &in6.sin6_addr, 16);
	}
}

static bool
netaddr_is_mapped(const struct netaddr *a)
{
	return memcmp(a->b, netaddr_mapped, 12) == 0;
}

void
netaddr_text(const struct netaddr *a, char out[NETADDR_TEXT])
{
	bool v4 = netaddr_is_mapped(a);

	if (inet_ntop(v4 ? AF_INET : AF_INET6, v4 ? a->b + 12 : a->b, out,
	    NETADDR_TEXT) == NULL)
		out[0] = '\0';
}

void
netaddr_key(struct netaddr *key, const struct netaddr *a)
{
	*key = *a;
	if (!netaddr_is_mapped(a))
		memset(key->b + 8, 0, 8);
}

static bool
netaddr_covers(const struct netaddr_net *n, const struct netaddr *a)
{
	unsigned whole = n->bits / 8, rest = n->bits % 8;
	unsigned char mask = (unsigned char)(0xFF00U >> rest);

	return memcmp(n->a.b, a->b, whole) == 0 && (rest == 0 ||
	    ((n->a.b[whole] ^ a->b[whole]) & mask) == 0);
}

static enum status
netaddr_read_net(char *text, struct netaddr_net *out)
{
	char *slash = strchr(text, '/');
	int64_t bits, most;

	if (slash != NULL)
		*slash = '\0';
	if (inet_pton(AF_INET, text, out->a.b + 12) == 1) {
		memcpy(out->a.b, netaddr_mapped, 12);
		most = 32;
	} else if (inet_pton(AF_INET6, text, out->a.b) == 1) {
		most = 128;
	} else {
		return ST_INVALID;
	}
	bits = most;
	if (slash != NULL && str_int(slash + 1, 0, most, &bits) != ST_OK)
		return ST_INVALID;
	out->bits = (unsigned)(bits + 128 - most);
	return ST_OK;
}

enum status
netaddr_list_new(const char *text, struct netaddr_list **out, struct err *err)
{
	struct netaddr_list *l = mem_zalloc(sizeof(*l));
	char *copy = mem_strdup(text), *rest = copy, *word;
	struct netaddr_net net;
	enum status st = ST_OK;

	while (st == ST_OK && (word = strsep(&rest, ", \t")) != NULL) {
		if (word[0] == '\0')
			continue;
		st = netaddr_read_net(word, &net);
		if (st != ST_OK) {
			(void)err_field(err, st, "limits.offices",
			    _("\"%s\" is no address or network."), word);
			break;
		}
		if (l->n == l->cap) {
			l->cap = l->cap > 0 ? 2 * l->cap : 8;
			l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
		}
		l->v[l->n++] = net;
	}
	free(copy);
	if (st != ST_OK) {
		netaddr_list_free(l);
		return st;
	}
	*out = l;
	return ST_OK;
}

void
netaddr_list_free(struct netaddr_list *l)
{
	if (l == NULL)
		return;
	free(l->v);
	free(l);
}

bool
netaddr_list_has(const struct netaddr_list *l, const struct netaddr *a)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (netaddr_covers(&l->v[i], a))
			return true;
	return false;
}
