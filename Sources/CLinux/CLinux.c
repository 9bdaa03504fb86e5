#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

const int LINUX_LIMIT_ADDRESS_SPACE = RLIMIT_AS, LINUX_LIMIT_DATA = RLIMIT_DATA, LINUX_LIMIT_PROCESSES = RLIMIT_NPROC,
          LINUX_LIMIT_OPEN_FILES = RLIMIT_NOFILE, LINUX_LIMIT_CORE = RLIMIT_CORE, LINUX_LIMIT_FILE_SIZE = RLIMIT_FSIZE;


#define CHECKED(call) ({ __auto_type result_ = (call); result_ < 0 ? -errno : result_; })

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

// ---- spawning

// The child of vfork shares the parent's memory while the parent's thread stands still, so a failure is simply stored,
// and a successful exec is known without a pipe. Only async-signal-safe calls from here on.
struct failure {
    volatile int error, stage;
};

static void fail(struct failure *failure, int stage) {
    failure->error = errno;
    failure->stage = stage;
    _exit(127);
}

static void place_descriptors(const linux_spawn_request *request, struct failure *failure) {
    int held[32], above = 3;
    if (request->descriptor_count > 32) { errno = EMFILE; fail(failure, LINUX_STAGE_DESCRIPTORS); }
    for (int i = 0; i < request->descriptor_count; i++)
        if (request->targets[i] >= above) above = request->targets[i] + 1;
    // First out of the way of every target, so that no target overwrites a source that is still needed.
    for (int i = 0; i < request->descriptor_count; i++) {
        int source = request->sources[i];
        if (source < 0 && (source = open("/dev/null", O_RDWR | O_CLOEXEC)) < 0) fail(failure, LINUX_STAGE_DESCRIPTORS);
        if ((held[i] = fcntl(source, F_DUPFD_CLOEXEC, above)) < 0) fail(failure, LINUX_STAGE_DESCRIPTORS);
    }
    if (syscall(SYS_close_range, 0U, ~0U, CLOSE_RANGE_CLOEXEC) < 0) {
        struct rlimit limit;
        int last = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (int)limit.rlim_cur : 65536;
        for (int fd = 0; fd < last; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    for (int i = 0; i < request->descriptor_count; i++)
        if (dup2(held[i], request->targets[i]) < 0) fail(failure, LINUX_STAGE_DESCRIPTORS);
}

static void write_oom_score(int score) {
    char text[16];
    int end = sizeof text, negative = score < 0;
    unsigned value = negative ? -score : score;
    do { text[--end] = '0' + value % 10; } while (value /= 10);
    if (negative) text[--end] = '-';
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    // Lowering it needs a privilege; a job runs as well without it.
    ssize_t ignored = write(fd, text + end, sizeof text - end);
    (void)ignored;
    close(fd);
}

static void run_child(const linux_spawn_request *request, pid_t parent, struct failure *failure) {
    if (request->grouping == LINUX_SESSION_OWN && setsid() < 0) fail(failure, LINUX_STAGE_GROUP);
    if (request->grouping == LINUX_GROUP_OWN && setpgid(0, 0) < 0) fail(failure, LINUX_STAGE_GROUP);
    if (request->grouping == LINUX_GROUP_OF && setpgid(0, request->group) < 0) fail(failure, LINUX_STAGE_GROUP);
    if (request->death_signal) {
        if (prctl(PR_SET_PDEATHSIG, request->death_signal) < 0) fail(failure, LINUX_STAGE_GROUP);
        if (getppid() != parent) _exit(127);   // the parent died before the request took effect
    }
    place_descriptors(request, failure);
    if (request->folder && chdir(request->folder) < 0) fail(failure, LINUX_STAGE_FOLDER);
    if (request->has_niceness) setpriority(PRIO_PROCESS, 0, request->niceness);
    if (request->oom_score) write_oom_score(request->oom_score);
    if (request->cores && syscall(SYS_sched_setaffinity, 0, request->core_words * sizeof(uint64_t), request->cores) < 0)
        fail(failure, LINUX_STAGE_LIMITS);
    for (int i = 0; i < request->limit_count; i++) {
        int error = linux_set_limit(0, request->limits[i].resource, request->limits[i].value);
        if (error < 0) { errno = -error; fail(failure, LINUX_STAGE_LIMITS); }
    }
    struct sigaction standard;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);   // SIGKILL and the like refuse
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(request->path, request->arguments, request->environment);
    fail(failure, LINUX_STAGE_EXECUTE);
}

int linux_spawn(const linux_spawn_request *request, int32_t *pid, int *stage) {
    struct failure failure = { 0, 0 };
    sigset_t all, before;
    sigfillset(&all);
    // A handler of the parent must not run in the child while the two share memory.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t child = vfork();
    if (child == 0) run_child(request, parent, &failure);
    int fork_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (child < 0) { *stage = LINUX_STAGE_FORK; return fork_error; }
    if (failure.error) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        *stage = failure.stage;
        return failure.error;
    }
    *pid = child;
    return 0;
}

// ---- waiting

static void store_usage(const struct rusage *usage, linux_child_end *end) {
    end->user = (uint64_t)usage->ru_utime.tv_sec * 1000000 + usage->ru_utime.tv_usec;
    end->system = (uint64_t)usage->ru_stime.tv_sec * 1000000 + usage->ru_stime.tv_usec;
    end->resident = (uint64_t)usage->ru_maxrss * 1024;
}

int linux_peek_end(int32_t pid, linux_child_end *end) {
    siginfo_t info;
    struct rusage usage;
    memset(&info, 0, sizeof info);
    memset(&usage, 0, sizeof usage);
    // The C library's waitid drops the fifth argument, the usage.
    int result;
    do {
        result = syscall(SYS_waitid, P_PID, pid, &info, WEXITED | WNOWAIT | WNOHANG, &usage);
    } while (result < 0 && errno == EINTR);
    if (result < 0) return -errno;
    if (info.si_pid == 0) return 1;
    end->pid = info.si_pid;
    end->signalled = info.si_code != CLD_EXITED;
    end->status = info.si_status;
    store_usage(&usage, end);
    return 0;
}

void linux_reaped_usage(linux_child_end *end) {
    struct rusage usage;
    memset(&usage, 0, sizeof usage);
    getrusage(RUSAGE_CHILDREN, &usage);
    store_usage(&usage, end);
}

// ---- events

int linux_epoll_create(void) { return CHECKED(epoll_create1(EPOLL_CLOEXEC)); }

int linux_epoll_watch(int epoll, int descriptor, uint64_t token, int once) {
    struct epoll_event event = { .events = EPOLLIN | (once ? EPOLLONESHOT : 0), .data = { .u64 = token } };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0) return 0;
    if (errno != EEXIST) return -errno;
    return CHECKED(epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event));
}

int linux_epoll_forget(int epoll, int descriptor) {
    struct epoll_event unused;
    memset(&unused, 0, sizeof unused);
    return CHECKED(epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &unused));
}

int linux_epoll_wait(int epoll, uint64_t *tokens, int capacity) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, capacity < 64 ? capacity : 64, -1);
    if (count < 0) return -errno;
    for (int i = 0; i < count; i++) tokens[i] = events[i].data.u64;
    return count;
}

int64_t linux_send_message(int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(8 * sizeof(int))];
    } control;
    if (descriptor_count < 0 || descriptor_count > 8) return -EINVAL;
    struct iovec content = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1};
    size_t size = (size_t)descriptor_count * sizeof(int);
    if (descriptor_count > 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(size);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        memcpy(CMSG_DATA(header), descriptors, size);
    }
    return CHECKED(sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT));
}

int linux_memory_file(const char *name, const void *bytes, size_t count) {
    int file = memfd_create(name, MFD_CLOEXEC);
    if (file < 0) return -errno;
    for (size_t done = 0; done < count;) {
        ssize_t written = write(file, (const char *)bytes + done, count - done);
        if (written < 0) {
            int error = errno;
            close(file);
            return -error;
        }
        done += (size_t)written;
    }
    if (lseek(file, 0, SEEK_SET) < 0) {
        int error = errno;
        close(file);
        return -error;
    }
    return file;
}

int linux_pipe(int ends[2], int nonblocking_reader) {
    if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
    if (nonblocking_reader) fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return 0;
}

// ---- processes

int linux_pidfd_open(int32_t pid) { return CHECKED((int)syscall(SYS_pidfd_open, pid, 0)); }

int linux_pidfd_signal(int pidfd, int signal) {
    return CHECKED((int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0));
}

int linux_become_subreaper(void) { return CHECKED(prctl(PR_SET_CHILD_SUBREAPER, 1)); }

int linux_name_thread(const char *name) { return CHECKED(prctl(PR_SET_NAME, name)); }

int linux_set_affinity(int32_t pid, const uint64_t *words, int count) {
    return CHECKED((int)syscall(SYS_sched_setaffinity, pid, count * sizeof(uint64_t), words));
}

int linux_get_affinity(int32_t pid, uint64_t *words, int count) {
    memset(words, 0, count * sizeof(uint64_t));
    return CHECKED((int)syscall(SYS_sched_getaffinity, pid, count * sizeof(uint64_t), words));
}

int linux_set_limit(int32_t pid, int resource, uint64_t value) {
    struct rlimit limit;
    if (prlimit(pid, resource, NULL, &limit) < 0) return -errno;
    if (limit.rlim_max == RLIM_INFINITY || value < limit.rlim_max) limit.rlim_max = value;
    limit.rlim_cur = limit.rlim_max;
    return CHECKED(prlimit(pid, resource, &limit, NULL));
}

uint64_t linux_get_limit(int resource) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) < 0 || limit.rlim_cur == RLIM_INFINITY) return UINT64_MAX;
    return limit.rlim_cur;
}

// ---- files

const char *linux_error_text(int error) {
    const char *text = strerrordesc_np(error);
    return text ? text : "unknown error";
}

int linux_share_content(int source, int target) { return CHECKED(ioctl(target, FICLONE, source)); }

int64_t linux_seek_data(int descriptor, int64_t offset) {
    off_t place = lseek(descriptor, offset, SEEK_DATA);
    return place < 0 ? -errno : place;
}

int64_t linux_seek_hole(int descriptor, int64_t offset) {
    off_t place = lseek(descriptor, offset, SEEK_HOLE);
    return place < 0 ? -errno : place;
}

int64_t linux_copy_range(int source, int target, int64_t offset, int64_t count) {
    off_t from = offset, to = offset;
    ssize_t copied = copy_file_range(source, &from, target, &to, (size_t)count, 0);
    return copied < 0 ? -errno : copied;
}

// Where the linker puts the first byte of the program, and the last of its text.
extern const char __executable_start[], etext[];

int linux_forget_text(void) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = (uintptr_t)__executable_start & ~(page - 1), end = (uintptr_t)etext & ~(page - 1);
    // Between the two there may be holes: what is mapped has been let go all the same.
    return madvise((void *)start, end - start, MADV_DONTNEED) == 0 || errno == ENOMEM ? 0 : -1;
}
