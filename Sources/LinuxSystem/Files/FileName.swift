import Glibc

/// The name of a file as the bytes it is: Linux does not ask that they be UTF-8.
package struct FileName: Hashable, Sendable {
    /// Ends with a zero.
    let bytes: [CChar]

    init(_ bytes: UnsafePointer<CChar>) {
        self.bytes = Array(UnsafeBufferPointer(start: bytes, count: strlen(bytes) + 1))
    }

    /// Nil when the bytes are no UTF-8: then no text leads to the file.
    package var text: String? { String(validating: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }

    /// For people: what is no UTF-8 shows as `�`.
    package var shown: String { String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }
}
