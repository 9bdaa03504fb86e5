import Glibc

/// The three descriptors that every program takes for its own.
package enum StandardStreams {
    /// Fills those that whoever started us has closed (`2>&-`): the next file or socket would get such a number, and what
    /// is said to a person would be written into it. They take and give nothing, as closed ones do.
    package static func fillGaps() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest number that is free, which is this one.
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }
}
