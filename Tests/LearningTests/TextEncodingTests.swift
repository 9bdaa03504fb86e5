import Testing

@testable import Learning

@Suite struct TextEncodingTests {
    private func text(_ encoding: TextEncoding, _ bytes: [UInt8]) throws(TableFault) -> String {
        String(decoding: try encoding.utf8(bytes), as: UTF8.self)
    }

    @Test func everyEncodingIsRead() throws {
        #expect(try text(.latin1, [0x47, 0xE8, 0xFF]) == "Gèÿ" && text(.iso88591, [0x80]) == "\u{80}")
        #expect(try text(.windows1252, [0x80, 0x31, 0xE9, 0x9F]) == "€1éŸ")
        #expect(try text(.utf16, [0xFF, 0xFE] + "aé€😀".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == "aé€😀")
        #expect(try text(.utf16, [0xFE, 0xFF] + "aé€😀".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == "aé€😀")
        #expect(try text(.utf16, "ab".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == "ab")
        #expect(
            try text(.utf32, [0xFF, 0xFE, 0, 0, 0x00, 0xF6, 0x01, 0]) == "😀"
                && text(.utf32, [0, 0, 0xFE, 0xFF, 0, 0, 0x20, 0xAC]) == "€")
        #expect(try text(.ascii, [0x41]) == "A" && text(.utf8, [0xC3, 0xA9]) == "é")
    }

    @Test(arguments: [
        (
            TextEncoding.ascii, [0x61, 0x0A, 0x62, 0xE9] as [UInt8],
            "line 2: the byte 0xE9 at character 2 of the line is not ascii"
        ),
        (.windows1252, [0x0D, 0x0A, 0x0A, 0x81], "line 3: the byte 0x81 at character 1 of the line is not windows1252"),
        (.utf16, [0x61, 0, 0x00, 0xD8, 0x61, 0], "line 1: half a character, 0xD800, at character 2 of the line is not utf16"),
        (.utf16, [0x61, 0, 0x00], "the file has 3 bytes, and in UTF-16 they come in twos"),
        (.utf32, [0, 0, 0x11, 0], "line 1: the number 0x110000 at character 1 of the line is not utf32"),
        (.utf32, [0], "the file has 1 bytes, and in UTF-32 they come in fours"),
    ])
    func saysWhichBytesAreNone(encoding: TextEncoding, bytes: [UInt8], expected: String) {
        let fault = #expect(throws: TableFault.self) { try encoding.utf8(bytes) }
        #expect(fault?.description.hasPrefix(expected) == true, "\(fault.map { "\($0)" } ?? "")")
    }

    @Test func namesAreReadAsPeopleWriteThem() {
        #expect(TextEncoding(named: "UTF-8") == .utf8 && TextEncoding(named: "iso-8859-1") == .iso88591)
        #expect(TextEncoding(named: "cp1252") == .windows1252 && TextEncoding(named: "koi8-r") == nil)
    }
}
