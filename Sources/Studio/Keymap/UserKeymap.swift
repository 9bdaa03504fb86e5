package import Documents
import Domain
import LinuxSystem

/// The keys of the user's own file: as it was last right.
package struct UserKeymap: Sendable {
    package private(set) var keymap = Keymap.standard
    /// What the last load found wrong.
    package private(set) var errors: [Diagnostic] = []
    package private(set) var isThere = false

    private let path: String?

    /// `path`: `EngineLocation.keymap`; nothing need be there.
    package init(path: String?) {
        self.path = path
        reload()
    }

    /// In a word.
    var state: String { !isThere ? "none of your own" : errors.isEmpty ? "yours" : "wrong: the last good one" }

    /// Where it is, or how to make one.
    var invitation: String {
        guard let path else { return "this studio reads no keymap" }
        return isThere ? "the keys are in \(path.neutralised)" : "atelier studio --print-keymap > \(path.neutralised)"
    }

    package mutating func reload() {
        errors = []
        let shown = path?.splitAtLastComponent.name ?? ""
        do {
            isThere = false
            guard let path, let bytes = try Self.read(path) else {
                keymap = .standard
                return
            }
            isThere = true
            keymap = try KeymapResolver.keymap(of: KeymapDocument.read(bytes: bytes, file: shown))
        } catch let error as DocumentError {
            errors = error.errors
        } catch {
            isThere = true
            errors = [Diagnostic(.error, "the file cannot be read: \(error)", at: SourcePosition(shown, line: 1, column: 1))]
        }
    }

    /// Nil when there is no such file.
    private static func read(_ path: String) throws -> [UInt8]? {
        do {
            return try DurableFile.read(path, limit: 1 << 20)
        } catch where error.isMissing {
            return nil
        }
    }
}
