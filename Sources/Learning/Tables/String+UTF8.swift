extension String {
    /// Nil where the bytes are not UTF-8. What is ASCII needs no more than a look.
    init?(valid bytes: UnsafeBufferPointer<UInt8>) {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        if all < 0x80 {
            self.init(decoding: bytes, as: UTF8.self)
        } else {
            self.init(validating: bytes, as: UTF8.self)
        }
    }
}
