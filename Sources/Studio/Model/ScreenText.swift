/// Something of the screen that is kept in a file.
package struct ScreenText: Sendable, Hashable {
    package let name: String
    package let suffix: String
    package let text: String
}
