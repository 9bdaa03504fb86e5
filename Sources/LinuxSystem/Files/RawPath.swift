package import Glibc

/// A path as the bytes it is, for walks over folders whose names may be anything.
package struct RawPath: Hashable, Sendable {
    /// Ends with a zero.
    let bytes: [CChar]

    package init(_ path: String) {
        bytes = Array(path.utf8CString)
    }

    private init(bytes: [CChar]) {
        self.bytes = bytes
    }

    package func appending(_ name: FileName) -> RawPath {
        RawPath(bytes: bytes.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + name.bytes)
    }

    /// For people: what is no UTF-8 shows as `�`.
    package var shown: String { String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }

    /// What is there, nil when nothing is.
    package func status(followingLinks: Bool = false) throws(PosixError) -> stat? {
        var status = stat()
        let result = followingLinks ? stat(bytes, &status) : lstat(bytes, &status)
        if result == 0 { return status }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw PosixError(errno, "read", shown)
    }

    /// The names in the folder, in no order.
    package func names() throws(PosixError) -> [FileName] {
        guard let stream = opendir(bytes) else { throw PosixError(errno, "read", shown) }
        defer { closedir(stream) }
        return Self.names(in: stream)
    }

    static func names(in stream: OpaquePointer) -> [FileName] {
        var names: [FileName] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
                place.withMemoryRebound(to: CChar.self, capacity: 256) { FileName($0) }
            }
            if name.shown != ".", name.shown != ".." { names.append(name) }
        }
        return names
    }
}
