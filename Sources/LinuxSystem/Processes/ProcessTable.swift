package import Glibc

/// What `/proc` says about the processes of this box at one moment.
package struct ProcessTable: Sendable {
    package struct Entry: Sendable, Hashable {
        package let pid: pid_t
        package let parent: pid_t
        package let group: pid_t
        package let session: pid_t
        /// The state letter of proc(5).
        package let state: Character
        /// Clock ticks after boot.
        package let startTime: UInt64

        /// A zombie, or gone: it runs nothing any more.
        package var hasEnded: Bool { state == "Z" || state == "X" }
    }

    package let entries: [Entry]

    /// Everything that runs now.
    package static func snapshot() -> ProcessTable {
        ProcessTable(entries: pids().compactMap(entry))
    }

    package static func entry(_ pid: pid_t) -> Entry? {
        guard let bytes = try? DurableFile.read("/proc/\(pid)/stat"),
            // The name stands in parentheses and may itself contain any of them, and spaces.
            let nameEnd = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = String(decoding: bytes[(nameEnd + 1)...], as: UTF8.self).split(separator: " ")
        guard fields.count > 19, let state = fields[0].first, let parent = pid_t(fields[1]),
            let group = pid_t(fields[2]), let session = pid_t(fields[3]), let startTime = UInt64(fields[19])
        else { return nil }
        return Entry(pid: pid, parent: parent, group: group, session: session, state: state, startTime: startTime)
    }

    /// All that descend from `ancestor`, itself not included.
    package func descendants(of ancestor: pid_t) -> [Entry] {
        let children = Dictionary(grouping: entries, by: \.parent)
        var found: [Entry] = []
        var open = [ancestor]
        while let next = open.popLast() {
            for child in children[next] ?? [] where child.pid != ancestor {
                found.append(child)
                open.append(child.pid)
            }
        }
        return found
    }

    /// The children of a process of one thread, zombies included, without looking at every process of the box; nil where
    /// the kernel keeps no such list.
    package static func children(of pid: pid_t) -> [pid_t]? {
        guard let bytes = try? DurableFile.read("/proc/\(pid)/task/\(pid)/children") else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }

    /// The living processes that were started with this environment variable, whichever session or parent they have now.
    /// Other users' processes cannot be read and are left out.
    package static func pids(withVariable name: String, value: String) -> [pid_t] {
        let wanted = Array("\(name)=\(value)".utf8)
        return pids().filter { pid in
            guard pid != getpid(), let bytes = try? DurableFile.read("/proc/\(pid)/environ") else { return false }
            return bytes.split(separator: 0).contains { $0.elementsEqual(wanted) }
        }
    }

    private static func pids() -> [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var pids: [pid_t] = []
        while let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = pid_t(name) { pids.append(pid) }
        }
        return pids
    }
}
