import FoundationEssentials
import Studio
import Terminal
import Testing

/// The themes that the program carries.
@Suite struct ThemesTests {
    private static let catalog = ThemeCatalog(folder: nil)
    static let names = catalog.entries.map(\.name)

    private func theme(_ name: String, _ depth: ColourDepth) throws -> Theme {
        try #require(Self.catalog.theme(named: name, depth: depth))
    }

    @Test func everyFileIsCarried() throws {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let files = try FileManager.default.contentsOfDirectory(atPath: "/\(root)/Themes")
        #expect(Set(files) == Set((Self.names + ["base"]).map { "\($0).toml" }))
    }

    @Test(arguments: names) func allWritingIsReadWithEase(name: String) throws {
        for depth in [ColourDepth.direct, .palette] {
            let theme = try theme(name, depth)
            guard theme.depth == depth else { continue }
            // Rounding to 256 colours costs a little.
            let least = depth == .direct ? 4.5 : 4.0
            for role in Role.allCases where role.isWriting {
                let style = theme[role]
                let contrast = try #require(style.foreground.contrast(with: style.background), "\(role)")
                #expect(contrast >= least, "\(name) \(depth): \(role) has \(contrast)")
            }
        }
    }

    @Test(arguments: names) func chartsLinesAreSeenAndDiffer(name: String) throws {
        for depth in [ColourDepth.direct, .palette, .sixteen] {
            let theme = try theme(name, depth)
            guard theme.depth == depth else { continue }
            #expect(Set(theme.series).count == theme.series.count && theme.series.count >= 6, "\(name) \(depth)")
            #expect(theme.series(theme.series.count) == theme.series(0))
            guard depth == .direct else { continue }
            for style in theme.series { #expect(style.foreground.contrast(with: style.background) ?? 0 >= 3, "\(name)") }
        }
    }

    /// What a colour says must be told apart from what another says, and never be the selection's own colour.
    @Test(arguments: names) func whatDiffersLooksDifferent(name: String) throws {
        for depth in ColourDepth.allCases {
            let theme = try theme(name, depth)
            #expect(theme[.rowSelected] != theme[.text] && theme[.rowSelected] != theme[.rowSelectedUnfocused])
            #expect(theme[.borderFocus] != theme[.border])
            #expect(theme[.matchCurrent] != theme[.match] && theme[.match] != theme[.text])
            #expect(theme[.logError] != theme[.logWarning] && theme[.logError] != theme[.logInfo])
            #expect(theme[.trafficBlue] != theme[.trafficGreen])
            #expect(theme[.stateFailed] != theme[.stateRunning] && theme[.stateFailed] != theme[.stateQueued])
            #expect(theme[.gauge] != theme[.gaugeHigh])
        }
    }

    @Test(arguments: names) func writingInTheSelectedRowIsRead(name: String) throws {
        let theme = try theme(name, .direct)
        for ground in [Role.rowSelected, .rowSelectedUnfocused, .dialog] {
            for role in Role.allCases where role.isWriting {
                let style = theme[role, on: ground]
                #expect(style.background == theme[ground].background)
                guard theme.depth == .direct else { continue }
                #expect(style.foreground.contrast(with: style.background) ?? 0 >= 3, "\(name): \(role) on \(ground)")
            }
        }
    }

    @Test func fewColoursMeanTheTerminalsOwn() throws {
        for name in Self.names {
            for role in Role.allCases {
                for colour in [try theme(name, .sixteen)[role].foreground, try theme(name, .sixteen)[role].background] {
                    switch colour.kind {
                    case .terminal: break
                    case .palette(let index): #expect(index < 16, "\(name) \(role)")
                    case .rgb: Issue.record("\(name) \(role)")
                    }
                }
                let plain = try theme(name, .mono)[role]
                #expect(plain.foreground == .terminal && plain.background == .terminal)
            }
        }
        let (sixteen, mono) = try (theme("sixteen", .direct), theme("mono", .direct))
        #expect(sixteen.depth == .sixteen && mono.depth == .mono)
    }

    @Test func theOneInCodeIsTheOneInTheFile() throws {
        for (name, depth) in [("sixteen", ColourDepth.sixteen), ("mono", .mono)] {
            let (file, code) = (try theme(name, depth), Theme.builtIn(depth: depth))
            for role in Role.allCases { #expect(code[role] == file[role], "\(name): \(role)") }
            #expect(code.series == file.series)
        }
    }

    @Test func aThemeOnReversedGroundKeepsTheGround() {
        let theme = Theme.builtIn(depth: .mono)
        #expect(theme[.stateFailed, on: .rowSelected].attributes == [.reverse, .bold, .underline])
        #expect(theme[.textDim, on: .rowSelected].attributes == .reverse)
        #expect(theme[.textDim, on: .text].attributes == .dim)
    }

    /// What the colour-blind themes are for: states, levels and traffic stay apart in the eyes they were made for.
    @Test(arguments: [("deuteran", Eyes.protanopia), ("deuteran", .deuteranopia), ("tritan", .tritanopia)])
    func otherEyesTellThemApart(name: String, eyes: Eyes) throws {
        let theme = try theme(name, .direct)
        let groups: [[Role]] = [
            [.stateRunning, .stateQueued, .stateDone, .stateFailed, .stateCanceled, .stateIdle],
            [.logInfo, .logWarning, .logError, .logDebug], [.trafficBlue, .trafficGreen], [.gauge, .gaugeHigh],
            [.match, .matchCurrent],
        ]
        for group in groups {
            for (index, role) in group.enumerated() {
                for other in group.dropFirst(index + 1) {
                    let apart = try #require(eyes.distance(theme[role], theme[other]))
                    #expect(apart >= 50, "\(name) to \(eyes): \(role) and \(other) are \(apart) apart")
                }
            }
        }
    }

    /// The test above can fail: the standard theme is not made for these eyes.
    @Test func commonColoursAreConfused() throws {
        let theme = try theme("midnight", .direct)
        let apart = try #require(Eyes.deuteranopia.distance(theme[.stateRunning], theme[.stateFailed]))
        #expect(apart < 50)
    }
}
