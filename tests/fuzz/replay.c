/* SPDX-License-Identifier: ISC */
/*
 * replay: runs a fuzz target over its corpus, then over mutations of it,
 * always the same ones.  FUZZ_CORPUS is the folder.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE_MAX 1024
#define CASES_MAX 256
#define MUTATIONS 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct corpus {
	struct {
		uint8_t data[CASE_MAX];
		size_t size;
	} one[CASES_MAX];
	size_t n;
};

/* Each line of a file is a case, and the whole file too. */
static void
corpus_add(struct corpus *c, const uint8_t *data, size_t size)
{
	if (c->n == CASES_MAX || size == 0 || size > CASE_MAX)
		return;
	memcpy(c->one[c->n].data, data, size);
	c->one[c->n++].size = size;
}

static void
corpus_file(struct corpus *c, const char *path)
{
	static uint8_t data[64 * 1024];
	FILE *f = fopen(path, "rb");
	size_t size, start, i;

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	size = fread(data, 1, sizeof(data), f);
	fclose(f);
	corpus_add(c, data, size);
	for (i = start = 0; i < size; i++)
		if (data[i] == '\n') {
			corpus_add(c, data + start, i - start);
			start = i + 1;
		}
}

/* Marsaglia's xorshift: the same run every time. */
static uint32_t
next(uint32_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 17;
	*x ^= *x << 5;
	return *x;
}

/* Replaces, inserts, drops or splices a few bytes. */
static void
mutate(const struct corpus *c, uint32_t *x)
{
	static const uint8_t spice[] = { 0x00, 0x1B, 0x9B, 0xC3, 0xCC, 0x81,
		0xE1, 0xBB, 0xF0, 0xFF, '\'', '"', ',', ';', '\n', 'w', 's', '6' };
	uint8_t data[CASE_MAX * 2];
	size_t pick = next(x) % c->n, size = c->one[pick].size;
	int rounds;

	memcpy(data, c->one[pick].data, size);
	for (rounds = (int)(next(x) % 4) + 1; rounds > 0 && size > 1; rounds--) {
		size_t at = next(x) % size, other = next(x) % c->n;
		uint8_t byte = next(x) % 2 != 0 ? spice[next(x) % sizeof(spice)] :
		    (uint8_t)next(x);

		switch (next(x) % 4) {
		case 0:
			data[at] = byte;
			break;
		case 1:
			memmove(data + at + 1, data + at, size - at);
			data[at] = byte;
			size++;
			break;
		case 2:
			memmove(data + at, data + at + 1, size - at - 1);
			size--;
			break;
		default:
			if (at + c->one[other].size > CASE_MAX)
				break;
			memcpy(data + at, c->one[other].data, c->one[other].size);
			size = at + c->one[other].size;
			break;
		}
		if (size > CASE_MAX)
			size = CASE_MAX;
	}
	(void)LLVMFuzzerTestOneInput(data, size);
}

int
main(void)
{
	static struct corpus c;
	uint32_t x = 2463534242u;
	struct dirent *e;
	DIR *d = opendir(FUZZ_CORPUS);
	char path[4096];
	size_t i;

	if (d == NULL) {
		perror(FUZZ_CORPUS);
		return 1;
	}
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", FUZZ_CORPUS, e->d_name);
		corpus_file(&c, path);
	}
	closedir(d);
	for (i = 0; i < c.n; i++)
		(void)LLVMFuzzerTestOneInput(c.one[i].data, c.one[i].size);
	for (i = 0; i < MUTATIONS && c.n > 0; i++)
		mutate(&c, &x);
	printf("%zu cases, %d mutations\n", c.n, MUTATIONS);
	return c.n == 0;
}
