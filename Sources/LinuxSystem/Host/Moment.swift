import Glibc

/// What the clock says.
package enum Moment {
    /// Nanoseconds since 1970.
    package static var wall: UInt64 { nanoseconds(CLOCK_REALTIME) }

    /// Nanoseconds since the box started: only ever more, whatever is done to the clock.
    package static var steady: UInt64 { nanoseconds(CLOCK_MONOTONIC) }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
