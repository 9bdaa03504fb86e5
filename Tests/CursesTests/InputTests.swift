import Terminal
import Testing

@testable import Curses

@Suite struct InputTests {
    private func tokens(_ text: String, decoder: InputDecoder = InputDecoder()) -> [InputDecoder.Token] {
        var decoder = decoder
        decoder.feed(Array(text.utf8))
        var tokens: [InputDecoder.Token] = []
        while let token = decoder.next() { tokens.append(token) }
        while let token = decoder.next(final: true) { tokens.append(token) }
        return tokens
    }

    private func keys(_ text: String) -> [KeyPress] {
        tokens(text).compactMap { if case .event(.key(let key)) = $0 { key } else { nil } }
    }

    @Test(arguments: [
        ("a", KeyPress.character("a")), ("Z", .character("Z")), ("é", .character("é")), ("日", .character("日")),
        ("e\u{301}", .character("e\u{301}")), ("👩‍💻", .character("👩‍💻")),
        ("\r", KeyPress(.enter)), ("\t", KeyPress(.tab)), ("\u{7F}", KeyPress(.backspace)), ("\u{8}", .control("h")),
        ("\n", .control("j")), ("\u{0}", .control(" ")), ("\u{1}", .control("a")), ("\u{1A}", .control("z")),
        ("\u{1C}", .control("\\")), ("\u{1B}", KeyPress(.escape)), ("\u{1B}x", .alt("x")), ("\u{1B}X", .alt("X")),
        ("\u{1B}é", .alt("é")), ("\u{1B}[", .alt("[")), ("\u{1B}O", .alt("O")), ("\u{1B}]", .alt("]")),
        ("\u{1B}P", .alt("P")), ("\u{1B}\r", KeyPress(.enter, .alt)), ("\u{1B}\u{7F}", KeyPress(.backspace, .alt)),
        ("\u{1B}\u{3}", KeyPress(.character("c"), [.alt, .control])),
        ("\u{1B}[A", KeyPress(.up)), ("\u{1B}OA", KeyPress(.up)), ("\u{1B}[D", KeyPress(.left)),
        ("\u{1B}OD", KeyPress(.left)), ("\u{1B}[1;5C", KeyPress(.right, .control)),
        ("\u{1B}[1;3D", KeyPress(.left, .alt)), ("\u{1B}\u{1B}[D", KeyPress(.left, .alt)),
        ("\u{1B}[1;2B", KeyPress(.down, .shift)), ("\u{1B}[b", KeyPress(.down, .shift)),
        ("\u{1B}[H", KeyPress(.home)), ("\u{1B}OF", KeyPress(.end)), ("\u{1B}[1~", KeyPress(.home)),
        ("\u{1B}[8~", KeyPress(.end)), ("\u{1B}[3~", KeyPress(.delete)), ("\u{1B}[3;5~", KeyPress(.delete, .control)),
        ("\u{1B}[5~", KeyPress(.pageUp)), ("\u{1B}[6~", KeyPress(.pageDown)), ("\u{1B}[2~", KeyPress(.insert)),
        ("\u{1B}[Z", KeyPress(.tab, .shift)), ("\u{1B}OP", KeyPress(.function(1))),
        ("\u{1B}[[A", KeyPress(.function(1))), ("\u{1B}[11~", KeyPress(.function(1))),
        ("\u{1B}[15~", KeyPress(.function(5))), ("\u{1B}[24;2~", KeyPress(.function(12), .shift)),
        ("\u{1B}[1;5P", KeyPress(.function(1), .control)), ("\u{1B}OM", KeyPress(.enter)), ("\u{1B}Op", .character("0")),
        ("\u{1B}[97;5u", .control("a")), ("\u{1B}[27;5;13~", KeyPress(.enter, .control)), ("\u{1B}[27u", KeyPress(.escape)),
    ]) func aKeyIsWhatItsBytesSay(bytes: String, key: KeyPress) {
        #expect(tokens(bytes) == [.event(.key(key))])
        // The same when others follow at once.
        #expect(["\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P"].contains(bytes) || keys(bytes + "q") == [key, .character("q")])
    }

    @Test func bytesMayComeOneByOne() {
        var decoder = InputDecoder()
        var events: [InputDecoder.Token] = []
        for byte in "é\u{1B}[1;5A\u{1B}[[B\u{1B}[<0;12;3M日\u{1B}[200~a\u{1B}[201~x".utf8 {
            decoder.feed([byte])
            while let token = decoder.next() { events.append(token) }
        }
        #expect(
            events == [
                .event(.key(.character("é"))), .event(.key(KeyPress(.up, .control))), .event(.key(KeyPress(.function(2)))),
                .event(.mouse(MouseEvent(.press, at: Point(x: 11, y: 2)))), .event(.key(.character("日"))),
                .event(.paste("a")), .event(.key(.character("x"))),
            ])
        #expect(!decoder.isUnfinished)
    }

    @Test func escapeTwiceIsTwoEscapes() {
        #expect(keys("\u{1B}\u{1B}") == [KeyPress(.escape), KeyPress(.escape)])
        #expect(keys("\u{1B}\u{1B}q") == [KeyPress(.escape), .alt("q")])
        #expect(keys("\u{1B}[1;") == [], "the rest was lost")
    }

    @Test func aPasteIsOneEditWithoutControl() {
        #expect(
            tokens("\u{1B}[200~one\r\ntwo\rthree\t\u{1B}[31mred\u{7}\u{202E}\u{1B}[201~:")
                == [.event(.paste("one\ntwo\nthree\t[31mred")), .event(.key(.character(":")))])
        #expect(tokens("\u{1B}[200~never ended") == [.event(.paste("never ended"))])
        #expect(tokens("\u{1B}[201~") == [], "an end without a beginning")
        let long = String(repeating: "x", count: 1 << 20)
        #expect(tokens("\u{1B}[200~\(long)more\u{1B}[201~") == [.event(.paste(long))])
    }

    @Test func clicksAreOfTheFirstButtonAndTheWheel() {
        func click(_ kind: MouseEvent.Kind) -> [InputDecoder.Token] {
            [.event(.mouse(MouseEvent(kind, at: Point(x: 299, y: 0))))]
        }
        #expect(tokens("\u{1B}[<0;300;1M") == click(.press))
        #expect(tokens("\u{1B}[<0;300;1m") == click(.release))
        #expect(tokens("\u{1B}[<32;300;1M") == click(.drag))
        #expect(tokens("\u{1B}[<64;300;1M") == click(.wheelUp))
        #expect(tokens("\u{1B}[<81;300;1M") == click(.wheelDown), "with Control")
        #expect(tokens("\u{1B}[<2;300;1M\u{1B}[<35;3;1M\u{1B}[<0;0;0M\u{1B}[<0M") == [])
        #expect(tokens("\u{1B}[M !!") == [.event(.mouse(MouseEvent(.press, at: Point(x: 0, y: 0))))], "the old form")
    }

    @Test func answersAreNoKeys() {
        #expect(
            tokens("\u{1B}[?2026;2$y\u{1B}[?64;1;2c")
                == [.mode(2026, isKnown: true), .identity])
        #expect(tokens("\u{1B}[?2026;0$y") == [.mode(2026, isKnown: false)])
        #expect(tokens("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}P>|kitty\u{1B}\\\u{1B}[>1;2;3cj") == [.event(.key(.character("j")))])
        #expect(tokens("\u{1B}[I\u{1B}[O") == [.event(.focus(true)), .event(.focus(false))])
    }

    @Test func aTerminalsOwnKeysAreReadFromItsDescription() {
        let sequences = KeySequences { ["kDC": "\u{1B}[3$", "kcuu1": "\u{1B}OA", "kf1": "\u{1B}!f"][$0] }
        let decoder = InputDecoder(sequences: sequences, eraseIsControlH: true)
        #expect(tokens("\u{1B}[3$", decoder: decoder) == [.event(.key(KeyPress(.delete, .shift)))])
        #expect(tokens("\u{1B}!f", decoder: decoder) == [.event(.key(KeyPress(.function(1))))])
        #expect(tokens("\u{8}", decoder: decoder) == [.event(.key(KeyPress(.backspace)))])
    }

    @Test func anythingMayComeIn() {
        var random = Repeatable(seed: 3)
        let alphabet = Array("\u{1B}[O<?;0159ABMmyc~$u]P\\\u{7}é日".utf8) + [0x80, 0xFF, 0xC3]
        var decoder = InputDecoder()
        for _ in 0..<20_000 {
            decoder.feed((0..<Int.random(in: 1...6, using: &random)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
            var steps = 0
            while decoder.next() != nil, steps < 100 { steps += 1 }
            if random.next() % 4 == 0 {
                while decoder.next(final: true) != nil, steps < 100 { steps += 1 }
                #expect(!decoder.isUnfinished)
            }
            #expect(steps < 100)
        }
    }
}
