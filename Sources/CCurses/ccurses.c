#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncursesw/curses.h>

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "ccurses.h"

struct cc_screen {
    SCREEN *screen;
    FILE *output, *input;
    uint8_t *taken;
    size_t room;
    int cursor;
};

_Static_assert(CC_LONGEST_CLUSTER == CCHARW_MAX, "a cell of this ncurses holds another number of scalars");

// ncurses draws on the screen set last.
static void choose(cc_screen *screen) { set_term(screen->screen); }

// Opens the terminal in a size that newterm cannot ask the memory for: it takes it from LINES and COLUMNS, and would set
// a scroll region of 24 lines otherwise. It also wants handlers for signals still at their default, asks for that once in a
// process, finds them taken, and leaves them to us for good.
static SCREEN *open_quietly(const char *term, int height, int width, FILE *output, FILE *input) {
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    static const char *const names[] = {"LINES", "COLUMNS"};
    const int numbers[] = {height, width};
    char *kept[2];
    struct sigaction before[4], ignored = {.sa_handler = SIG_IGN};
    for (int i = 0; i < 4; i++) sigaction(signals[i], &ignored, &before[i]);
    for (int i = 0; i < 2; i++) {
        const char *old = getenv(names[i]);
        char text[16];
        kept[i] = old ? strdup(old) : NULL;
        snprintf(text, sizeof text, "%d", numbers[i]);
        setenv(names[i], text, 1);
    }
    SCREEN *screen = newterm(term, output, input);
    for (int i = 0; i < 2; i++) {
        if (kept[i]) setenv(names[i], kept[i], 1);
        else unsetenv(names[i]);
        free(kept[i]);
    }
    for (int i = 0; i < 4; i++) sigaction(signals[i], &before[i], NULL);
    return screen;
}

cc_screen *cc_open(const char *term, int height, int width, int colour) {
    cc_screen *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    int memory = memfd_create("screen", MFD_CLOEXEC);
    if (memory >= 0) self->output = fdopen(memory, "w");
    self->input = fopen("/dev/null", "re");
    self->cursor = -1;
    if (self->output && self->input) self->screen = open_quietly(term, height, width, self->output, self->input);
    if (self->screen == NULL) {
        cc_close(self);
        return NULL;
    }
    choose(self);
    nonl();
    typeahead(-1);
    resize_term(height, width);
    idlok(stdscr, TRUE);
    scrollok(stdscr, FALSE);
    leaveok(stdscr, TRUE);
    if (colour && has_colors()) {
        start_color();
        use_default_colors();
    }
    return self;
}

void cc_close(cc_screen *self) {
    if (self->screen) {
        choose(self);
        delscreen(self->screen);
    }
    if (self->output) fclose(self->output);
    if (self->input) fclose(self->input);
    free(self->taken);
    free(self);
}

int cc_colours(cc_screen *self) {
    choose(self);
    return has_colors() ? COLORS : 0;
}

int cc_pairs(cc_screen *self) {
    choose(self);
    return has_colors() ? COLOR_PAIRS : 0;
}

int cc_pair(cc_screen *self, int foreground, int background) {
    choose(self);
    if (foreground < 0 && background < 0) return 0;
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

static attr_t looks(unsigned attributes) {
    attr_t look = 0;
    if (attributes & CC_BOLD) look |= WA_BOLD;
    if (attributes & CC_DIM) look |= WA_DIM;
    if (attributes & CC_ITALIC) look |= WA_ITALIC;
    if (attributes & CC_UNDERLINE) look |= WA_UNDERLINE;
    if (attributes & CC_REVERSE) look |= WA_REVERSE;
    // ncurses knows no strikethrough; nothing here blinks, so its place is taken and the bytes changed when they leave.
    if (attributes & CC_STRIKETHROUGH) look |= WA_BLINK;
    return look;
}

void cc_put(cc_screen *self, int y, int x, const uint32_t *scalars, const uint8_t *counts, int cells, unsigned attributes,
            int pair) {
    choose(self);
    cchar_t glyphs[256];
    attr_t look = looks(attributes);
    while (cells > 0) {
        int count = 0, width = 0;
        while (count < cells && count < 256) {
            wchar_t text[CC_LONGEST_CLUSTER + 1] = {0};
            int length = counts[count] < CC_LONGEST_CLUSTER ? counts[count] : CC_LONGEST_CLUSTER;
            for (int i = 0; i < length; i++) text[i] = (wchar_t)scalars[i];
            scalars += counts[count];
            // The pair goes through the last argument: the short before it ends at 32,767.
            setcchar(&glyphs[count], text, look, 0, &pair);
            int wide = wcwidth(text[0]);
            width += wide > 1 ? wide : 1;
            count++;
        }
        mvwadd_wchnstr(stdscr, y, x, glyphs, count);
        x += width;
        counts += count;
        cells -= count;
    }
}

void cc_flush(cc_screen *self, int y, int x) {
    choose(self);
    int shows = y >= 0;
    if (shows != self->cursor) {
        curs_set(shows);  // ERR where the terminal cannot hide it
        leaveok(stdscr, shows ? FALSE : TRUE);
        self->cursor = shows;
    }
    if (shows) wmove(stdscr, y, x);
    wnoutrefresh(stdscr);
    doupdate();
}

void cc_forget(cc_screen *self) {
    choose(self);
    clearok(curscr, TRUE);
}

void cc_resize(cc_screen *self, int height, int width) {
    choose(self);
    resize_term(height, width);
    clearok(curscr, TRUE);
}

ptrdiff_t cc_take(cc_screen *self, const uint8_t **bytes) {
    choose(self);
    fflush(self->output);
    int memory = fileno(self->output);
    off_t count = lseek(memory, 0, SEEK_CUR);
    if (count < 0) return -1;
    if ((size_t)count > self->room) {
        uint8_t *larger = realloc(self->taken, (size_t)count);
        if (larger == NULL) return -1;
        self->taken = larger;
        self->room = (size_t)count;
    }
    if (pread(memory, self->taken, (size_t)count, 0) != count || ftruncate(memory, 0) < 0) return -1;
    lseek(memory, 0, SEEK_SET);
    *bytes = self->taken;
    return count;
}

int cc_string(cc_screen *self, const char *name, char *into, int capacity) {
    choose(self);
    const char *text = tigetstr(name);
    if (text == NULL || text == (const char *)-1) return -1;
    int length = 0;
    while (*text && length < capacity - 1) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end) {
                text = end + 1;
                continue;
            }
        }
        into[length++] = *text++;
    }
    into[length] = 0;
    return length;
}

int cc_locale(const char *name) {
    if (setlocale(LC_CTYPE, name) == NULL) return -1;
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int cc_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
