import CLinux

/// A pipe whose ends are closed by themselves. The reading end does not block.
package struct PipeEnds: ~Copyable {
    package let reader: FileDescriptor
    private var openWriter: FileDescriptor?

    package init() throws(PosixError) {
        var ends: [Int32] = [-1, -1]
        try PosixError.shim(linux_pipe(&ends, 1), "make a pipe")
        reader = FileDescriptor(owning: ends[0])
        openWriter = FileDescriptor(owning: ends[1])
    }

    /// To hand to a child; -1 after `closeWriter`.
    package var writer: Int32 {
        switch openWriter {
        case .some(let descriptor): descriptor.raw
        case .none: -1
        }
    }

    /// Lets the reader see the end once every child that has the writer closed it.
    package mutating func closeWriter() {
        openWriter = nil
    }
}
