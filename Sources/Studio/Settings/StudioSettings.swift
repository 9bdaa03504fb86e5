package import Domain
package import Terminal

/// What a person chose in the settings. Nil leaves it to the theme, to the terminal, or as the studio comes.
package struct StudioSettings: Codable, Sendable, Equatable {
    package var colours: ColourDepth?
    package var glyphs: GlyphSet?
    package var border: BoxStyle?
    package var showsHeader: Bool?
    package var showsClock: Bool?
    package var takesMouse: Bool?
    package var wrapsLogs: Bool?
    package var logStamp: LogStamp?
    package var logLevel: LogLevel?

    package init() {}
}

extension ColourDepth: Codable {}
extension GlyphSet: Codable {}
extension BoxStyle: Codable {}
