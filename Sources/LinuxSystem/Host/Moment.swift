import Glibc

/// What the clock says.
package enum Moment {
    /// Nanoseconds since 1970.
    package static var wall: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
