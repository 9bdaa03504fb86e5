import Terminal
import Testing

struct ColourTests {
    @Test(arguments: [
        ("#d7dae0", Colour.rgb(0xD7, 0xDA, 0xE0)), ("#FFF", .rgb(255, 255, 255)), ("red", .palette(1)),
        ("Bright-Blue", .palette(12)), ("default", .terminal), ("208", .palette(208)), ("grey", .palette(8)),
    ])
    func parses(_ text: String, _ colour: Colour) {
        #expect(Colour(parsing: text) == colour)
        #expect(Colour(parsing: colour.text) == colour)
    }

    @Test(arguments: ["", "bleu", "#12", "#gggggg", "256", "-1", "+5", "bright-", "bright-grey", "#1234567", "#１２３"])
    func refuses(_ text: String) {
        #expect(Colour(parsing: text) == nil)
    }

    @Test func everyColourIsItsOwnNearest() {
        for index in UInt8(16)...255 {
            let colour = Colour.palette(index)
            guard let (red, green, blue) = colour.channels else { continue }
            let found = Colour.rgb(red, green, blue).quantised(to: .palette)
            #expect(found.channels.map { [$0.red, $0.green, $0.blue] } == [red, green, blue])
        }
    }

    @Test func quantises() {
        #expect(Colour.rgb(255, 0, 0).quantised(to: .palette) == .palette(196))
        #expect(Colour.rgb(250, 5, 3).quantised(to: .sixteen) == .palette(9))
        #expect(Colour.palette(196).quantised(to: .sixteen) == .palette(9))
        #expect(Colour.palette(3).quantised(to: .sixteen) == .palette(3))
        #expect(Colour.rgb(1, 2, 3).quantised(to: .direct) == .rgb(1, 2, 3))
        #expect(Colour.rgb(1, 2, 3).quantised(to: .mono) == .terminal)
        #expect(Colour.terminal.quantised(to: .sixteen) == .terminal)
    }

    @Test func contrast() throws {
        let most = try #require(Colour.rgb(255, 255, 255).contrast(with: .rgb(0, 0, 0)))
        #expect((most - 21).magnitude < 0.001)
        let grey = try #require(Colour.rgb(119, 119, 119).contrast(with: .rgb(255, 255, 255)))
        #expect((grey - 4.478).magnitude < 0.001)
        #expect(Colour.terminal.contrast(with: .rgb(0, 0, 0)) == nil)
    }
}
