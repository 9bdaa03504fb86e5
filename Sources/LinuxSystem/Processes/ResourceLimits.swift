import CLinux

/// What one process, and each of its children for itself, may use. Nil leaves the limit as it is.
/// A limit above the hard limit of this process is lowered to it.
package struct ResourceLimits: Sendable, Hashable {
    /// Bytes of address space (`RLIMIT_AS`), reserved or used: what drivers and collectors reserve is beyond all bounds.
    package var addressSpace: UInt64?
    /// Bytes of its own that it may write (`RLIMIT_DATA`): heap, buffers, stacks of threads, touched or not; neither what
    /// is only reserved nor what is shared.
    package var data: UInt64?
    /// Processes and threads of the whole user (`RLIMIT_NPROC`); without effect for root.
    package var processes: UInt64?
    package var openFiles: UInt64?
    /// Bytes of the largest file it may write.
    package var fileSize: UInt64?
    /// Bytes of a core dump; none by default, since a core holds the process's secrets.
    package var core: UInt64?

    package init(
        addressSpace: UInt64? = nil, data: UInt64? = nil, processes: UInt64? = nil, openFiles: UInt64? = nil,
        fileSize: UInt64? = nil, core: UInt64? = 0
    ) {
        self.addressSpace = addressSpace
        self.data = data
        self.processes = processes
        self.openFiles = openFiles
        self.fileSize = fileSize
        self.core = core
    }

    var entries: [linux_limit] {
        [
            (LINUX_LIMIT_ADDRESS_SPACE, addressSpace), (LINUX_LIMIT_DATA, data), (LINUX_LIMIT_PROCESSES, processes),
            (LINUX_LIMIT_OPEN_FILES, openFiles), (LINUX_LIMIT_FILE_SIZE, fileSize), (LINUX_LIMIT_CORE, core),
        ].compactMap { resource, value in value.map { linux_limit(resource: resource, value: $0) } }
    }

    /// Lifts this process's own limit on open files to its hard limit.
    package static func raiseOwnOpenFiles() throws(PosixError) {
        try PosixError.shim(linux_set_limit(0, LINUX_LIMIT_OPEN_FILES, .max), "raise the limit on open files")
    }
}
