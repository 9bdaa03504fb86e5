// What Linux offers and the Glibc module does not show to Swift: GNU extensions, macros and variadic functions,
// each as one plain function. Unless said otherwise: 0 or a value on success, -errno on failure.
#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    int resource;
    uint64_t value;
} linux_limit;

enum { LINUX_GROUP_INHERITED = 0, LINUX_GROUP_OWN = 1, LINUX_SESSION_OWN = 2, LINUX_GROUP_OF = 3 };

typedef struct {
    const char *path;           // the file to execute, already looked up
    char *const *arguments;     // NULL-terminated
    char *const *environment;   // NULL-terminated
    const char *folder;         // working folder, or NULL
    const int *sources;         // sources[i] becomes descriptor targets[i]; -1 stands for /dev/null
    const int *targets;
    int descriptor_count;       // at most 32; every other descriptor is closed
    int grouping;               // LINUX_GROUP_…
    int32_t group;              // the one to join, for LINUX_GROUP_OF
    int death_signal;           // sent to the child when the thread that spawned it ends; 0 for none
    int niceness;               // absolute, applied when has_niceness
    int has_niceness;
    int oom_score;              // -1000…1000, applied when not 0
    const uint64_t *cores;      // bit mask, or NULL
    int core_words;
    const linux_limit *limits;
    int limit_count;
} linux_spawn_request;

// What the child was doing when it failed.
enum {
    LINUX_STAGE_FORK = 1, LINUX_STAGE_GROUP, LINUX_STAGE_DESCRIPTORS, LINUX_STAGE_FOLDER, LINUX_STAGE_LIMITS,
    LINUX_STAGE_EXECUTE,
};

// Starts a program. Returns 0 once it has been executed, or an errno (positive) with `stage`; then no child remains.
int linux_spawn(const linux_spawn_request *request, int32_t *pid, int *stage);

// Tells how a child ended without reaping it, so that its pid stays taken. 1 while it has not ended.
// user and system are microseconds, resident is in bytes; all three include the child's own waited-for children.
typedef struct {
    int32_t pid;
    int signalled;              // 1: `status` is a signal number, 0: an exit code
    int status;
    uint64_t user, system, resident;
} linux_child_end;
int linux_peek_end(int32_t pid, linux_child_end *end);
// The same three figures over all the children reaped so far.
void linux_reaped_usage(linux_child_end *end);

int linux_epoll_create(void);
int linux_epoll_watch(int epoll, int descriptor, uint64_t token, int once);   // adds, or arms again
int linux_epoll_forget(int epoll, int descriptor);

// Unmaps the program's text and constants, clean pages of its file: what of them is used again is mapped again.
int linux_forget_text(void);
int linux_epoll_wait(int epoll, uint64_t *tokens, int capacity);

// Sends one message with descriptors (SCM_RIGHTS, at most 8) without waiting. The bytes sent on success.
int64_t linux_send_message(int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count);
// A file without a name that holds the bytes and stands at its beginning.
int linux_memory_file(const char *name, const void *bytes, size_t count);

int linux_pipe(int ends[2], int nonblocking_reader);
int linux_pidfd_open(int32_t pid);
int linux_pidfd_signal(int pidfd, int signal);
int linux_become_subreaper(void);
int linux_name_thread(const char *name);                        // the calling one; 15 bytes are kept
int linux_set_affinity(int32_t pid, const uint64_t *words, int count);
int linux_get_affinity(int32_t pid, uint64_t *words, int count);
int linux_set_limit(int32_t pid, int resource, uint64_t value);   // soft and hard, never above the present hard limit
uint64_t linux_get_limit(int resource);                         // soft limit of this process; UINT64_MAX for none
const char *linux_error_text(int error);

// Makes `target` share the blocks of `source`, where the file system can.
int linux_share_content(int source, int target);
// Where the next written bytes begin, or the next hole, at or after `offset`; -ENXIO behind the last.
int64_t linux_seek_data(int descriptor, int64_t offset);
int64_t linux_seek_hole(int descriptor, int64_t offset);
// Copies bytes to the same place in `target`, inside the kernel. Returns how many, 0 at the end of `source`.
int64_t linux_copy_range(int source, int target, int64_t offset, int64_t count);

extern const int LINUX_LIMIT_ADDRESS_SPACE, LINUX_LIMIT_DATA, LINUX_LIMIT_PROCESSES, LINUX_LIMIT_OPEN_FILES, LINUX_LIMIT_CORE,
    LINUX_LIMIT_FILE_SIZE;

#endif
