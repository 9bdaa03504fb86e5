import Domain
import Testing

@testable import Commands

@Suite struct ColourTests {
    @Test(arguments: [
        (true, [:], true), (true, ["NO_COLOR": ""], true), (true, ["NO_COLOR": "1"], false), (true, ["TERM": "dumb"], false),
        (false, [:], false), (false, ["TERM": "xterm-256color"], false), (true, ["TERM": "xterm-256color"], true),
    ] as [(Bool, [String: String], Bool)])
    func coloursNeedATerminalThatWantsThem(isTerminal: Bool, environment: [String: String], allowed: Bool) {
        let session = Session(
            console: RecordingConsole(terminal: isTerminal), door: FakeEngine(),
            location: EngineLocation(environment: environment, userID: 1000), environment: environment, user: "ann",
            host: "box")
        #expect(session.allowsColour == allowed)
    }
}
