/// A word of a document, kept with its place by those who cannot judge it for those who can.
package struct PlacedWord: Sendable, Hashable {
    package let text: String
    package let position: SourcePosition
}
