/* SPDX-License-Identifier: ISC */
#include <stdio.h>

int
main(void)
{
	puts("chitra");
	return 0;
}
