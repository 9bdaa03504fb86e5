import Glibc
import LinuxSystem

/// An open file without a name, for a program to read from: a pipe would stall on a long text, and nobody else is to read
/// it.
enum NamelessFile {
    /// O_TMPFILE, a macro that Swift does not see.
    private static let nameless = 0o20000000 | O_DIRECTORY

    static func holding(_ text: String) throws -> FileDescriptor {
        let file = try FileDescriptor.open("/tmp", nameless | O_RDWR)
        try file.write(Array(text.utf8))
        lseek(file.raw, 0, SEEK_SET)
        return file
    }
}
