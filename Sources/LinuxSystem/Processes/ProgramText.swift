import CLinux

/// The code of the running program.
package enum ProgramText {
    /// Lets go of what only the start has needed: half of the memory that a large program seems to take. What is used
    /// again comes back from the kernel's own copy of the file.
    package static func release() {
        _ = linux_forget_text()
    }
}
