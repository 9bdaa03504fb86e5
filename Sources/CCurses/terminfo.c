#define NCURSES_NOMACROS 1
#include <ncursesw/curses.h>
#include <ncursesw/term.h>

#include "ccurses.h"

int cc_knows(const char *term) {
    // The entry of a screen that is up would be found again, and be gone with ours.
    TERMINAL *up = set_curterm(NULL);
    int reason = -1, knows = -1;
    if (setupterm(term, -1, &reason) == OK) {
        char *place = tigetstr("cup");
        knows = place != NULL && place != (char *)-1;
    } else if (reason == 1) {
        knows = 0;  // it prints on paper
    }
    if (cur_term) del_curterm(cur_term);
    set_curterm(up);
    return knows;
}
