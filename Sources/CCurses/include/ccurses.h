// ncurses as plain functions: no globals, macros or windows of it reach Swift, which refuses most of them anyway.
//
// A screen here draws into memory: ncurses works out the bytes that turn what is shown into what should be shown, and
// the caller takes and writes them. So a frame is one write, its bytes can be counted, and a stalled line never blocks
// inside of ncurses.
#ifndef CCURSES_H
#define CCURSES_H

#include <stddef.h>
#include <stdint.h>
#include <termios.h>

typedef struct cc_screen cc_screen;

enum {
    CC_BOLD = 1, CC_DIM = 2, CC_ITALIC = 4, CC_UNDERLINE = 8, CC_REVERSE = 16, CC_STRIKETHROUGH = 32,
    // A base and its marks: what one `cchar_t` holds.
    CC_LONGEST_CLUSTER = 5,
};

// What terminfo says of `term`; no terminal is touched: 1 when its cursor can be placed, 0 when it cannot, -1 when there
// is no such entry.
int cc_knows(const char *term);

// Opens a screen for the terminal `term` of terminfo; NULL when that cannot be. `colour` 0 leaves the terminal's colours alone. One thread, one screen at a time.
cc_screen *cc_open(const char *term, int height, int width, int colour);
// Frees it. The terminal is put back by the caller, with the strings below.
void cc_close(cc_screen *screen);

int cc_colours(cc_screen *screen);
int cc_pairs(cc_screen *screen);
// The number of the pair of two colours, -1 being the terminal's own; 0 when there is no room for it.
int cc_pair(cc_screen *screen, int foreground, int background);

// Puts `cells` glyphs from a place to the right, all of one look. `counts[i]` scalars belong to glyph i; a wide glyph is
// one of them and takes two columns.
void cc_put(cc_screen *screen, int y, int x, const uint32_t *scalars, const uint8_t *counts, int cells,
            unsigned attributes, int pair);
// Works out the bytes; a negative `y` hides the cursor.
void cc_flush(cc_screen *screen, int y, int x);
// Forgets what the terminal shows: the next flush draws everything.
void cc_forget(cc_screen *screen);
void cc_resize(cc_screen *screen, int height, int width);
// The bytes since the last take. They stay where they are until the next call with this screen; -1 on failure.
ptrdiff_t cc_take(cc_screen *screen, const uint8_t **bytes);

// A string of terminfo without its padding: its length, -1 when the terminal has none.
int cc_string(cc_screen *screen, const char *name, char *into, int capacity);

// LC_CTYPE of this process: 1 when it now encodes text as UTF-8, 0 when as something else, -1 when there is no such locale.
int cc_locale(const char *name);
// The columns that ncurses counts for a scalar; -1 for one that cannot be shown.
int cc_width(uint32_t scalar);

// Modes of a terminal for full-screen use: nothing is echoed, translated or turned into a signal.
void cc_raw(const struct termios *saved, struct termios *raw);
int cc_erase_character(const struct termios *modes);
// Size in cells, 0 on success.
int cc_window_size(int tty, int *height, int *width);
// Bytes that the kernel has yet to send, -1 when it does not say.
int cc_unsent(int tty);
// Stops every process of the caller's group as ^Z does, and returns once continued.
void cc_stop_job(void);

// While armed, a fatal signal writes `restore`, puts `modes` back, writes `message`, then ends the process as the signal
// would have. The calling thread gets a stack of its own for that, so that one that ran out of stack is covered too.
int cc_guard_arm(int tty, const struct termios *modes, const void *restore, size_t count, const char *message);
void cc_guard_disarm(void);

// Signals as bytes to read: each that arrives writes its number. One set at a time; the reader, or -errno.
int cc_signals_open(const int *signals, int count);
void cc_signals_close(void);

#endif
