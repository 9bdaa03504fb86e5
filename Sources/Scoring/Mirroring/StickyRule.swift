package import Domain
import NIOCore

/// Sends requests with the same value of a header to the same deployment. As the share of `first` grows, whoever was
/// with it stays with it.
package struct StickyRule: Sendable, Hashable {
    /// In lower case.
    package let header: String
    /// The deployment whose share grows.
    package let first: DeploymentName

    package init(header: String, first: DeploymentName) {
        self.header = header.lowercased()
        self.first = first
    }
}

extension RequestHead {
    /// A place between 0 and 2⁶⁴ for the value of a header field, the same whenever the value is; nil without one.
    func place(ofHeader name: String) -> UInt64? {
        bytes.withUnsafeReadableBytes { bytes in
            guard let value = Self.value(of: name, in: bytes), !value.isEmpty else { return nil }
            // FNV-1a, mixed once more: neighbouring user numbers must not be neighbours.
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in value { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
            hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
            return hash ^ (hash >> 33)
        }
    }

    /// The first field of that name, without the spaces around it. The head was read before, so it is well formed.
    private static func value(of name: String, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let name = name.utf8
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            defer { start = end + 1 }
            let line = UnsafeRawBufferPointer(rebasing: bytes[start..<max(start, end - 1)])
            guard line.count > name.count, line[name.count] == UInt8(ascii: ":"),
                zip(line, name).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && $0 &- 0x41 < 26) })
            else { continue }
            let value = line[(name.count + 1)...]
            let first = value.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? value.endIndex
            let last = value.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? first
            return UnsafeRawBufferPointer(rebasing: line[first..<min(value.endIndex, last + 1)])
        }
        return nil
    }
}
