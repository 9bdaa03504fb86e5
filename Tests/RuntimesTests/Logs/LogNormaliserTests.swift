import Foundation
import Testing

@testable import Runtimes

@Suite struct LogNormaliserTests {
    static let plain: [(String, String)] = [
        ("hello\n", "hello\n"),
        ("hello\r\n", "hello\n"),
        ("\n\n", "\n\n"),
        ("tab\there\n", "tab\there\n"),
        // Progress bars
        ("10%\r20%\r100%\ndone\n", "100%\ndone\n"),
        ("10%\r\r\n", "10%\n"),
        ("\r50%|#  |\u{1B}[K\r\u{1B}[K100%|###|\n", "100%|###|\n"),
        ("a long line\r\u{1B}[2Kshort\n", "short\n"),
        ("spin |\u{8}/\u{8}-\n", "spin -\n"),
        ("é\u{8}e\n", "e\n"),
        ("x\u{8}\u{8}\u{8}y\n", "y\n"),
        ("kept\u{8}\n", "kept\n"),
        // Colours
        ("\u{1B}[1;31mred\u{1B}[0m plain\n", "red plain\n"),
        // Hostile
        ("\u{1B}]0;new title\u{7}text\n", "text\n"),
        ("\u{1B}]52;c;cm0gLXJmIC8=\u{1B}\\text\n", "text\n"),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\\n", "link\n"),
        ("\u{1B}P$q\"p\u{1B}\\text\n", "text\n"),
        ("\u{1B}_apc\u{1B}\\\u{1B}^pm\u{1B}\\\u{1B}Xsos\u{1B}\\text\n", "text\n"),
        ("\u{1B}]0;never ended\nnext\n", "\nnext\n"),
        ("\u{1B}[2J\u{1B}[H\u{1B}[10;10Htext\u{1B}[6n\n", "text\n"),
        ("\u{1B}[?1049htext\u{1B}[?1049l\n", "text\n"),
        ("\u{1B}c\u{1B}7\u{1B}8\u{1B}(0text\u{1B}#8\n", "text\n"),
        ("\u{1B}[31\nnext\n", "\nnext\n"),
        ("\u{1B}[3\u{1B}[1Atext\n", "text\n"),
        ("\u{1B}\u{1B}\u{1B}[Atext\n", "text\n"),
        ("\u{9B}2Jtext\n", "\\u{9B}2Jtext\n"),
        ("bell\u{7} null\0 del\u{7F}\n", "bell\\u{7} null\\u{0} del\\u{7F}\n"),
        ("a\u{202E}b\u{2066}c\n", "a\\u{202E}b\\u{2066}c\n"),
        ("two\u{2028}lines\n", "two\\u{2028}lines\n"),
        ("ünï©ödé 漢字 🎉\n", "ünï©ödé 漢字 🎉\n"),
    ]

    @Test(arguments: plain)
    func aTerminalWouldShow(_ raw: String, as shown: String) {
        var normaliser = LogNormaliser()
        #expect(String(decoding: normaliser.feed(Array(raw.utf8)), as: UTF8.self) == shown)
        #expect(normaliser.unfinished.isEmpty)
    }

    @Test(arguments: plain)
    func chunksMayBeCutAnywhere(_ raw: String, as shown: String) {
        var normaliser = LogNormaliser()
        #expect(raw.utf8.flatMap { normaliser.feed([$0]) } == Array(shown.utf8))
    }

    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m\n", "\u{1B}[31mred\u{1B}[0m\n"),
        ("\u{1B}[31mred\nstill\u{1B}[m\nplain\n", "\u{1B}[31mred\u{1B}[0m\n\u{1B}[31mstill\u{1B}[0m\nplain\n"),
        ("\u{1B}[8mhidden\n", "hidden\n"),
        ("\u{1B}[38;5;8mgrey\u{1B}[0m\n", "\u{1B}[38;5;8mgrey\u{1B}[0m\n"),
        ("\u{1B}[>4;2mtext\n", "text\n"),
        ("\u{1B}[1m10%\r\u{1B}[32m20%\n", "\u{1B}[1m\u{1B}[32m20%\u{1B}[0m\n"),
        ("\u{1B}[31mham\u{8}t\u{1B}[0m\n", "\u{1B}[31mhat\u{1B}[0m\n"),
        ("text\u{1B}]0;x\u{7}\u{1B}[2J\n", "text\n"),
    ])
    func coloursCanBeKept(_ raw: String, as shown: String) {
        var normaliser = LogNormaliser(keepsColours: true)
        #expect(String(decoding: normaliser.feed(Array(raw.utf8)), as: UTF8.self) == shown)
    }

    @Test(arguments: [
        ([0x61, 0xFF, 0x62, 0x0A], "a\u{FFFD}b\n"), ([0xC0, 0x80, 0x0A], "\u{FFFD}\u{FFFD}\n"),
        ([0xED, 0xA0, 0x80, 0x0A], "\u{FFFD}\u{FFFD}\u{FFFD}\n"), ([0xE6, 0xBC, 0x0A], "\u{FFFD}\n"),
        ([0xF0, 0x9F, 0x8E, 0x41, 0x0A], "\u{FFFD}A\n"), ([0xF5, 0x0A], "\u{FFFD}\n"), ([0x9B, 0x41, 0x0A], "\u{FFFD}A\n"),
    ] as [([UInt8], String)])
    func invalidBytesAreReplaced(_ raw: [UInt8], as shown: String) {
        var whole = LogNormaliser()
        #expect(String(decoding: whole.feed(raw), as: UTF8.self) == shown)
        #expect(String(decoding: raw, as: UTF8.self) == shown, "as the standard library does")
        var bytewise = LogNormaliser()
        #expect(String(decoding: raw.flatMap { bytewise.feed([$0]) }, as: UTF8.self) == shown)
    }

    @Test func aLongLineIsCutAndSaysSo() {
        var normaliser = LogNormaliser(maximumLineLength: 20)
        let long = String(repeating: "x", count: 50)
        #expect(normaliser.lines(Array("\(long)\nshort\n".utf8)) == ["\(long.prefix(20)) … [30 bytes more]", "short"])
        // In pieces, and across a restart.
        #expect(normaliser.lines(Array(long.utf8)) == [])
        #expect(normaliser.lines(Array("\(long)\n".utf8)) == ["\(long.prefix(20)) … [80 bytes more]"])
        #expect(normaliser.lines(Array("\(long)\rok\n".utf8)) == ["ok"])
        let wide = String(repeating: "漢", count: 20)
        #expect(normaliser.lines(Array("\(wide)\n".utf8)) == ["漢漢漢漢漢漢 … [42 bytes more]"])
    }

    @Test func theUnfinishedLineIsTheBarAsItStands() {
        var normaliser = LogNormaliser()
        #expect(normaliser.lines(Array("start\n 10%|#\r 20%|##".utf8)) == ["start"])
        #expect(normaliser.unfinished == " 20%|##")
        #expect(normaliser.lines(Array("\r 30%|###".utf8)) == [])
        #expect(normaliser.unfinished == " 30%|###")
        #expect(normaliser.finish() == Array(" 30%|###\n".utf8))
        #expect(normaliser.finish() == [])
    }

    /// Whatever the bytes: the output is UTF-8, carries no control but line feed, tab and colours, and does not depend
    /// on where the chunks were cut.
    @Test func noBytesGetThrough() {
        var random = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = Array("\u{1B}\u{1B}[]P;?0183mKhl\\\u{7}\r\n\u{8}ab".utf8) + [0xC2, 0x9B, 0xE2, 0x80, 0xAE, 0xFF]
        for _ in 0..<300 {
            let raw = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            var whole = LogNormaliser()
            let output = whole.feed(raw) + whole.finish()
            var pieces = LogNormaliser()
            let bytewise = raw.flatMap { pieces.feed([$0]) } + pieces.finish()
            #expect(output == bytewise, "\(raw)")
            let text = String(decoding: output, as: UTF8.self)
            #expect(Array(text.utf8) == output, "\(raw)")
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0 == "\u{9B}" || $0 == "\u{202E}" })
        }
    }
}
