import CLinux
import Glibc

/// The content of a file into another, as cheaply as the disk allows: shared blocks where the file system can (reflink),
/// else the kernel's own copy of what is written, and holes stay holes.
package enum ContentCopy {
    /// Copies all of `source` into `target`, which is empty. A file that is shortened meanwhile is copied as far as it goes.
    ///
    /// The error's operation is `read` or `write`, whichever side refused.
    package static func copy(
        from source: borrowing FileDescriptor, to target: borrowing FileDescriptor
    ) throws(PosixError) {
        let (input, output) = (source.raw, target.raw)
        if linux_share_content(input, output) == 0 { return }
        let size = try source.size()
        // Of what the kernel makes up, as in /proc, the size is not known.
        guard size > 0 else { return try pump(input, output, from: 0, to: .max) }
        var offset: Int64 = 0
        while offset < size {
            let data = linux_seek_data(input, offset)
            if data == -Int64(ENXIO) { break }
            // A file system without holes says so, and all of it is data.
            let start = data < 0 ? offset : data
            let hole = data < 0 ? size : linux_seek_hole(input, start)
            let end = hole < 0 ? size : min(hole, size)
            try pump(input, output, from: start, to: end)
            offset = max(end, start + 1)
        }
        let whole = min(size, try source.size())
        try PosixError.checked("write") { ftruncate(output, off_t(whole)) }
    }

    private static func pump(_ input: Int32, _ output: Int32, from start: Int64, to end: Int64) throws(PosixError) {
        var offset = start
        while offset < end {
            let count = linux_copy_range(input, output, offset, min(end - offset, 1 << 30))
            if count > 0 { offset += count }
            if count == -Int64(EINTR) { continue }
            if count == -Int64(ENOSPC) || count == -Int64(EDQUOT) || count == -Int64(EIO) || count == -Int64(EFBIG) {
                throw PosixError(Int32(-count), "write")
            }
            // Between file systems, or at the end of what /proc made up, it is read and written.
            if count <= 0 { break }
        }
        if offset < end { try readAndWrite(input, output, from: offset, to: end) }
    }

    private static func readAndWrite(
        _ input: Int32, _ output: Int32, from start: Int64, to end: Int64
    ) throws(PosixError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        var offset = start
        while offset < end {
            let wanted = Int(min(end - offset, Int64(buffer.count)))
            let count = try PosixError.checked("read") { pread(input, buffer.baseAddress, wanted, off_t(offset)) }
            if count == 0 { return }
            var written = 0
            while written < count {
                let (from, place) = (buffer.baseAddress.map { $0 + written }, off_t(offset) + written)
                let rest = count - written
                written += try PosixError.checked("write") { pwrite(output, from, rest, place) }
            }
            offset += Int64(count)
        }
    }
}
