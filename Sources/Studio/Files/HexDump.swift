/// Bytes as people read them: where they stand, as numbers, and what of them is a letter.
enum HexDump {
    private static let width = 16
    private static let digits = Array("0123456789abcdef")

    /// `00000010  89 50 4e 47 0d 0a 1a 0a  00 00 00 0d 49 48 44 52  |.PNG........IHDR|`
    static func lines(of bytes: some Collection<UInt8>) -> [String] {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: width).map { start in
            let row = bytes[start..<min(start + width, bytes.count)]
            var numbers = ""
            for place in 0..<width {
                if place == width / 2 { numbers += " " }
                numbers += place < row.count ? hex(row[start + place]) + " " : "   "
            }
            let letters = row.map { (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "." }
            return "\(offset(start))  \(numbers) |\(String(letters))|"
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }

    private static func offset(_ number: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, 8 - text.count)) + text
    }
}
