import Glibc

/// Facts about this box and this process's user.
package enum Host {
    package static var onlineCores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    package static var name: String {
        var buffer = [CChar](repeating: 0, count: 256)
        return gethostname(&buffer, 255) == 0 ? Self.text(buffer) : "localhost"
    }

    /// The name of the effective user; the number when it has none.
    package static var userName: String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        // The name lies in the buffer, so it is copied while the buffer is held.
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, getpwuid_r(geteuid(), &entry, start, buffer.count, &found) == 0,
                found != nil, let name = entry.pw_name
            else { return "\(geteuid())" }
            return String(cString: name)
        }
    }

    /// The file this program was started from, also after it was replaced on disk; nil when `/proc` is not there.
    package static var executablePath: String? {
        var buffer = [CChar](repeating: 0, count: 4097)
        guard readlink("/proc/self/exe", &buffer, 4096) > 0 else { return nil }
        let path = text(buffer)
        let replaced = " (deleted)"
        return path.hasSuffix(replaced) ? String(path.dropLast(replaced.count)) : path
    }

    private static func text(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
