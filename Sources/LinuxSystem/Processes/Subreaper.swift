import CLinux

/// The process that orphans below it are handed to, in place of pid 1.
package enum Subreaper {
    package static func become() throws(PosixError) {
        try PosixError.shim(linux_become_subreaper(), "become the parent of orphans")
    }
}
