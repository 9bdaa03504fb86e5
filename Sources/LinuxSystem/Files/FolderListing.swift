import Glibc

/// The names in a folder.
package enum FolderListing {
    /// Sorted, without `.` and `..`. Names that are not UTF-8 are refused (`EILSEQ`): they could not be opened again.
    package static func names(in folder: String) throws(PosixError) -> [String] {
        guard let stream = opendir(folder) else { throw PosixError(errno, "read folder", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let item = readdir(stream) else {
                if errno != 0 { throw PosixError(errno, "read folder", folder) }
                return names.sorted()
            }
            let name = withUnsafePointer(to: &item.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            guard let name else { throw PosixError(EILSEQ, "read a name in folder", folder) }
            if name != ".", name != ".." { names.append(name) }
        }
    }
}
