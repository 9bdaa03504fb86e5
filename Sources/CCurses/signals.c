// What happens on signals: only calls that are allowed inside of a handler.
#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ccurses.h"

// --- The guard

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
enum { FATAL_COUNT = sizeof fatal / sizeof *fatal, GUARD_STACK = 64 * 1024 };

static struct {
    int tty;
    struct termios modes;
    char restore[1024], message[512];
    size_t restore_count, message_count;
    struct sigaction before[FATAL_COUNT];
    stack_t stack_before;
} guard;
static atomic_int armed;
static _Alignas(16) char guard_stack[GUARD_STACK];

// Waits a moment for a terminal that takes nothing just now, but not for one that is gone.
static void write_whole(int tty, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(tty, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = tty, .events = POLLOUT};
            if (poll(&ready, 1, 200) != 1) return;
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

static void on_fatal(int number) {
    if (atomic_exchange(&armed, 0)) {
        write_whole(guard.tty, guard.restore, guard.restore_count);
        tcsetattr(guard.tty, TCSANOW, &guard.modes);
        write_whole(guard.tty, guard.message, guard.message_count);
    }
    // Pending until this returns, then it strikes where the fault was.
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(number, &plain, NULL);
    raise(number);
}

int cc_guard_arm(int tty, const struct termios *modes, const void *restore, size_t count, const char *message) {
    if (count > sizeof guard.restore || strlen(message) > sizeof guard.message) return -E2BIG;
    if (atomic_load(&armed)) cc_guard_disarm();
    guard.tty = tty;
    guard.modes = *modes;
    memcpy(guard.restore, restore, count);
    guard.restore_count = count;
    guard.message_count = strlen(message);
    memcpy(guard.message, message, guard.message_count);
    stack_t stack = {.ss_sp = guard_stack, .ss_size = sizeof guard_stack};
    sigaltstack(&stack, &guard.stack_before);
    struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK};
    for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i], &action, &guard.before[i]);
    atomic_store(&armed, 1);
    return 0;
}

void cc_guard_disarm(void) {
    if (!atomic_exchange(&armed, 0)) return;
    for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i], &guard.before[i], NULL);
    sigaltstack(&guard.stack_before, NULL);
}

// --- Signals to read

enum { MOST_SIGNALS = 16 };
static atomic_int signal_writer = -1;
static int signal_reader = -1;
static struct {
    int number;
    struct sigaction before;
} caught[MOST_SIGNALS];
static int caught_count;

static void on_signal(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(atomic_load(&signal_writer), &byte, 1);  // full: as many are told already
    (void)ignored;
    errno = error;
}

int cc_signals_open(const int *signals, int count) {
    if (signal_reader >= 0) return -EBUSY;
    if (count > MOST_SIGNALS) return -E2BIG;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return -errno;
    signal_reader = ends[0];
    atomic_store(&signal_writer, ends[1]);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    for (caught_count = 0; caught_count < count; caught_count++) {
        caught[caught_count].number = signals[caught_count];
        sigaction(signals[caught_count], &action, &caught[caught_count].before);
    }
    return signal_reader;
}

void cc_signals_close(void) {
    if (signal_reader < 0) return;
    while (caught_count > 0) {
        caught_count--;
        sigaction(caught[caught_count].number, &caught[caught_count].before, NULL);
    }
    int writer = atomic_exchange(&signal_writer, -1);
    close(writer);
    close(signal_reader);
    signal_reader = -1;
}
