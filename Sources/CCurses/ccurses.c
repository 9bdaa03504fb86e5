#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncursesw/curses.h>
#include "ccurses.h"

int cc_longest_cluster(void) { return CCHARW_MAX; }
