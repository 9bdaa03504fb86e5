internal import Glibc
package import Terminal

/// What a person asked for, over what the terminal says of itself.
package struct ScreenPreferences: Hashable, Sendable {
    /// No more colours than these; nil for as many as the terminal shows.
    package var depth: ColourDepth?
    /// nil for what the terminal and the locale can show.
    package var glyphs: GlyphSet?

    package init(depth: ColourDepth? = nil, glyphs: GlyphSet? = nil) {
        self.depth = depth
        self.glyphs = glyphs
    }
}

/// The descriptors that a screen lives on. They stay their owner's to close.
package struct ScreenDescriptors: Hashable, Sendable {
    package let input: Int32
    package let output: Int32
    /// While the screen is up, what is written to descriptor `errors` goes to `log`: one line of a library's would
    /// otherwise stand across the picture.
    package let errors: Int32
    package let log: Int32?

    package init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, errors: Int32 = STDERR_FILENO, log: Int32? = nil
    ) {
        self.input = input
        self.output = output
        self.errors = errors
        self.log = log
    }
}
