package import Glibc

/// Both ends of a pseudo-terminal; closed when it goes, the master earlier if `hangUp` is asked.
package final class PseudoTerminal: Sendable {
    package let master: Int32
    package let slave: Int32
    /// What a program opens to have it as its own.
    package let path: String

    package struct Unavailable: Error {}

    package init(width: Int, height: Int) throws {
        // What posix_openpt, unlockpt and ptsname do; Swift's Glibc shows none of the three.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (number, unlocked): (Int32, Int32) = (0, 0)
        guard master >= 0, ioctl(master, Self.unlockRequest, &unlocked) == 0,
            ioctl(master, Self.numberRequest, &number) == 0
        else { throw Unavailable() }
        path = "/dev/pts/\(number)"
        slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw Unavailable() }
        resize(width: width, height: height)
    }

    deinit {
        close(slave)
        close(master)
    }

    private static let (unlockRequest, numberRequest): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    package func resize(width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The terminal's window goes, as when a connection is cut: the number then is a file that tells nothing.
    package func hangUp() {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        dup2(nothing, master)
        close(nothing)
    }

    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Writes a NUL behind all that programs have written: a kernel hands on what they wrote only by and by, even when they have
    /// ended, but in its order.
    package func mark() {
        var end: UInt8 = 0
        _ = write(slave, &end, 1)
    }

    package var modes: termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }

    /// What the program wrote, once there is something; nil when nothing comes within `seconds`.
    package func read(within seconds: Int32) -> [UInt8]? {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, seconds * 1000) == 1 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &buffer, buffer.count)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
