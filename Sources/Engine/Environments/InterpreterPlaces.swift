import Domain
import Glibc

/// Where Pythons are looked for: `PATH`, pyenv's versions, uv's own folder and the one Atelier downloads into.
struct InterpreterPlaces: Sendable {
    /// Searched for `python3`, `python` and `python3.N`.
    let programs: [String]
    /// Searched for `*/bin/python3`.
    let collections: [String]

    init(programs: [String], collections: [String]) {
        self.programs = programs
        self.collections = collections
    }

    init(environment: [String: String], home: HomeLayout) {
        let user = environment["HOME"] ?? "/root"
        let data = environment["XDG_DATA_HOME"] ?? "\(user)/.local/share"
        programs = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        collections = [
            (environment["PYENV_ROOT"] ?? "\(user)/.pyenv") + "/versions",
            environment["UV_PYTHON_INSTALL_DIR"] ?? "\(data)/uv/python",
            home.tools + "/python",
        ]
    }

    /// Paths of programs, links followed, each once. A wrapper script, such as pyenv's shims, is not an interpreter.
    func candidates() -> [String] {
        var found: [String] = []
        func consider(_ path: String) {
            guard let real = ConfinedPath.real(path), !found.contains(real), Self.isProgram(real) else { return }
            found.append(real)
        }
        for folder in programs {
            let names = (try? FileTree.names(in: folder)) ?? []
            for name in names.filter(Self.isPythonName).sorted() { consider("\(folder)/\(name)") }
        }
        for folder in collections {
            for name in ((try? FileTree.names(in: folder)) ?? []).sorted() { consider("\(folder)/\(name)/bin/python3") }
        }
        return found
    }

    private static func isPythonName(_ name: String) -> Bool {
        guard let rest = name.removing(prefix: "python") else { return false }
        return rest.isEmpty || rest == "3"
            || rest.removing(prefix: "3.").map { !$0.isEmpty && $0.allSatisfy(\.isNumber) } ?? false
    }

    private static func isProgram(_ path: String) -> Bool {
        guard access(path, X_OK) == 0 else { return false }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var magic = [UInt8](repeating: 0, count: 4)
        return read(file, &magic, 4) == 4 && magic == [0x7F, 0x45, 0x4C, 0x46]
    }
}
