import Glibc

/// A shared library in this process, opened by its path and never closed: what it started (thread pools, exit handlers)
/// would outlive it.
///
/// Its symbols stay its own, so that several versions of one library live side by side, each under its own path with
/// the libraries that its package brought.
package struct SharedLibrary: @unchecked Sendable {
    /// Why a library, or a function of it, cannot be had: what the linker says.
    package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        package let path: String
        package let reason: String

        package init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }

        package var description: String { "the library \(path) cannot be used: \(reason)" }
    }

    package let path: String
    private let handle: UnsafeMutableRawPointer

    /// Opens the library; the same one when it is open already. Everything it needs is resolved now or not at all.
    package init(opening path: String) throws(Failure) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw Failure(path: path, reason: Self.lastError(about: path))
        }
        self.path = path
        self.handle = handle
    }

    /// A function by its name, as the `@convention(c)` type that its header says it has: a wrong one is undefined
    /// behaviour. Throws when this version of the library lacks it.
    package func function<Function>(_ name: String, as type: Function.Type = Function.self) throws(Failure) -> Function {
        guard let symbol = dlsym(handle, name) else {
            throw Failure(path: path, reason: "it has no function \(name)")
        }
        return unsafeBitCast(symbol, to: type)
    }

    private static func lastError(about path: String) -> String {
        guard let text = dlerror().map({ String(cString: $0) }) else { return "the linker does not say why" }
        let prefix = path + ": "
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }
}
