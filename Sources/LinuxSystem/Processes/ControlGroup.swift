package import Glibc

/// What this box offers of cgroup v2, and one group of it: a set of processes that cannot be left by forking, to be
/// killed, counted and, where a controller is handed down, limited as one.
package struct ControlGroup: Sendable, Hashable {
    package enum Layout: String, Sendable {
        /// v2 alone, as on a Debian of today.
        case unified
        /// v2 beside v1 hierarchies, mostly without controllers: killing works, limits do not.
        case hybrid
        case none
    }

    package struct Support: Sendable, Hashable {
        package let layout: Layout
        /// The group this process is in, as a folder; nil without v2.
        package let own: String?
        /// What groups below it may limit: `cpu`, `memory`, `pids`.
        package let controllers: [String]
        /// Groups may be made below it.
        package let isWritable: Bool
    }

    package let folder: String

    /// Looks at the box as it is now.
    package static func detect() -> Support {
        guard let mounts = text("/proc/self/mounts"), let membership = text("/proc/self/cgroup") else {
            return Support(layout: .none, own: nil, controllers: [], isWritable: false)
        }
        return detect(mounts: mounts, membership: membership) { folder in
            (text("\(folder)/cgroup.controllers") ?? "", access(folder, W_OK) == 0 && access("\(folder)/cgroup.procs", W_OK) == 0)
        }
    }

    /// - Parameters:
    ///   - mounts: `/proc/self/mounts`
    ///   - membership: `/proc/self/cgroup`
    ///   - look: a group's `cgroup.controllers`, and whether we may write there.
    static func detect(
        mounts: String, membership: String, look: (_ folder: String) -> (controllers: String, isWritable: Bool)
    ) -> Support {
        let rows = mounts.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count > 2 }
        guard let root = rows.first(where: { $0[2] == "cgroup2" })?[1],
            let path = membership.split(separator: "\n").first(where: { $0.hasPrefix("0::") })?.dropFirst(3)
        else { return Support(layout: .none, own: nil, controllers: [], isWritable: false) }
        let own = path == "/" ? String(root) : "\(root)\(path)"
        let (controllers, isWritable) = look(own)
        return Support(
            layout: rows.contains { $0[2] == "cgroup" } ? .hybrid : .unified, own: own,
            controllers: controllers.split { $0 == " " || $0 == "\n" }.map(String.init), isWritable: isWritable)
    }

    /// Makes a group below another.
    package init(_ name: String, in parent: String) throws(PosixError) {
        folder = "\(parent)/\(name)"
        if mkdir(folder, 0o755) != 0, errno != EEXIST { throw PosixError(errno, "create control group", folder) }
    }

    /// Moves a process into the group; what it starts from now on is in it too.
    package func add(_ pid: pid_t) throws(PosixError) {
        try write("\(pid)", to: "cgroup.procs")
    }

    /// - Parameter bytes: of memory all members together may use; needs the memory controller.
    package func limitMemory(_ bytes: UInt64) throws(PosixError) {
        try write("\(bytes)", to: "memory.max")
    }

    /// - Parameter count: of processes and threads; needs the pids controller.
    package func limitProcesses(_ count: UInt64) throws(PosixError) {
        try write("\(count)", to: "pids.max")
    }

    /// Kills all members at once, however they fork (Linux 5.14).
    package func kill() throws(PosixError) {
        try write("1", to: "cgroup.kill")
    }

    /// Members' pids.
    package var members: [pid_t] {
        (Self.text("\(folder)/cgroup.procs") ?? "").split(separator: "\n").compactMap { pid_t($0) }
    }

    /// Only an empty group can be removed (`EBUSY`).
    package func remove() throws(PosixError) {
        try PosixError.checked("remove control group", folder) { rmdir(folder) }
    }

    private func write(_ text: String, to file: String) throws(PosixError) {
        let path = "\(folder)/\(file)"
        try FileDescriptor.open(path, O_WRONLY).write(Array(text.utf8), path: path)
    }

    private static func text(_ path: String) -> String? {
        (try? DurableFile.read(path)).map { String(decoding: $0, as: UTF8.self) }
    }
}
