import Domain
import Glibc
import LinuxSystem

/// Makes a file under a name that nothing has yet: `job.yml`, or where that is taken `job-2.yml`.
struct NewFile: ~Copyable {
    let path: String
    private let descriptor: FileDescriptor

    private static let mostTries = 100

    /// Throws a sentence where the folder takes none.
    init(named name: String, in folder: String) throws {
        let (raw, path) = try Self.open(name, in: folder)
        self.path = path
        descriptor = FileDescriptor(owning: raw)
    }

    private static func open(_ name: String, in folder: String) throws -> (descriptor: Int32, path: String) {
        for number in 1...mostTries {
            let path = LocalFolder.path(of: numbered(name, number), in: folder)
            do throws(PosixError) {
                return (try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644).release(), path)
            } catch {
                if error.code != EEXIST { throw refusal(folder, error) }
            }
        }
        throw AtelierError(
            .alreadyExists, "\(name.neutralised) is there \(mostTries) times", hint: "remove some of them")
    }

    borrowing func write(_ bytes: [UInt8]) throws {
        do throws(PosixError) {
            try descriptor.write(bytes, path: path)
        } catch {
            throw Self.refusal(path.splitAtLastComponent.folder, error)
        }
    }

    private static func numbered(_ name: String, _ number: Int) -> String {
        guard number > 1 else { return name }
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name)-\(number)" }
        return "\(name[..<dot])-\(number)\(name[dot...])"
    }

    private static func refusal(_ folder: String, _ error: PosixError) -> AtelierError {
        AtelierError(
            .unavailable, "cannot write in \(folder.neutralised): \(error.reason)",
            hint: "is there room, and is the folder yours?", cause: error)
    }
}
