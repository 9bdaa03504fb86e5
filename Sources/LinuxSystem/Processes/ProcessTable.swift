package import Glibc

/// What `/proc` says about the processes of this box at one moment.
package struct ProcessTable: Sendable {
    package let entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }

    /// Everything that runs now.
    package static func snapshot() -> ProcessTable {
        ProcessTable(entries: pids().compactMap(entry))
    }

    package static func entry(_ pid: pid_t) -> Entry? {
        (try? DurableFile.read("/proc/\(pid)/stat")).flatMap(Entry.init(parsing:))
    }

    /// The threads of a process; empty when it is gone.
    package static func threads(of pid: pid_t) -> [Entry] {
        numbers(in: "/proc/\(pid)/task").compactMap { thread in
            (try? DurableFile.read("/proc/\(pid)/task/\(thread)/stat")).flatMap(Entry.init(parsing:))
        }
    }

    /// The command line, its words joined by spaces and cut at `limit` bytes; the program's name in brackets when there
    /// is none to read.
    package static func commandLine(of process: Entry, limit: Int = 400) -> String {
        guard let file = try? FileDescriptor.open("/proc/\(process.pid)/cmdline"),
            let bytes = try? file.read(at: 0, count: limit), !bytes.isEmpty
        else { return "[\(process.name)]" }
        let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.joined(separator: " ")
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

    /// A variable a process was started with; nil when it has none of the name, or its environment cannot be read.
    package static func variable(_ name: String, of pid: pid_t) -> String? {
        guard let bytes = try? DurableFile.read("/proc/\(pid)/environ") else { return nil }
        let prefix = Array("\(name)=".utf8)
        return bytes.split(separator: 0).first { $0.starts(with: prefix) }.map {
            String(decoding: $0.dropFirst(prefix.count), as: UTF8.self)
        }
    }

    private static func pids() -> [pid_t] { numbers(in: "/proc") }

    private static func numbers(in path: String) -> [pid_t] {
        guard let folder = opendir(path) else { return [] }
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
