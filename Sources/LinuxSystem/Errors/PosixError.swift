import CLinux
import Glibc

/// A system call that failed: what was tried, on what, and why the kernel refused.
package struct PosixError: Error, Sendable, Hashable {
    /// An `errno` value, positive.
    package let code: Int32
    /// What was tried, as it follows "cannot": `open`, `start`, `lock`.
    package let operation: String
    /// What it was tried on: a path, mostly.
    package let subject: String

    package init(_ code: Int32, _ operation: String, _ subject: String = "") {
        self.code = code
        self.operation = operation
        self.subject = subject
    }

    /// The kernel's reason in words, e.g. `No such file or directory`.
    package var reason: String { String(cString: linux_error_text(code)) }

    /// The disk, the quota or the file size limit leaves no room.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

    /// There is no such file.
    package var isMissing: Bool { code == ENOENT }

    /// Another program listens there.
    package var isAddressInUse: Bool { code == EADDRINUSE }
}

extension PosixError: CustomStringConvertible {
    /// `cannot open /etc/shadow: Permission denied`
    package var description: String {
        subject.isEmpty ? "cannot \(operation): \(reason)" : "cannot \(operation) \(subject): \(reason)"
    }
}

extension PosixError {
    /// The result of a call that answers -1 and sets `errno`; interrupted calls are made again.
    @discardableResult
    static func checked<Value: SignedInteger>(
        _ operation: String, _ subject: String = "", _ call: () -> Value
    ) throws(PosixError) -> Value {
        while true {
            let value = call()
            if value >= 0 { return value }
            let code = errno
            if code != EINTR { throw PosixError(code, operation, subject) }
        }
    }

    /// The result of a shim that answers `-errno`.
    @discardableResult
    static func shim<Value: SignedInteger>(
        _ value: Value, _ operation: String, _ subject: String = ""
    ) throws(PosixError) -> Value {
        if value < 0 { throw PosixError(Int32(-value), operation, subject) }
        return value
    }
}
