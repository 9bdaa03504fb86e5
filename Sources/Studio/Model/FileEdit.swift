/// A file for the person's own editor; the studio stands aside meanwhile.
package struct FileEdit: Sendable {
    package let path: String
    /// Where to begin.
    package let line: Int?
    /// Called with whether the editor ended well.
    package let then: @Sendable (inout StudioModel, Bool) -> [StudioEffect]

    package init(
        _ path: String, line: Int? = nil, then: @escaping @Sendable (inout StudioModel, Bool) -> [StudioEffect]
    ) {
        self.path = path
        self.line = line
        self.then = then
    }
}
