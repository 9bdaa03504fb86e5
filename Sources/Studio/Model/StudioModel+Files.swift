import Documents
import Domain

extension StudioModel {
    /// The user's themes as they are now; the one in use is shown as it has become.
    mutating func take(_ catalog: ThemeCatalog) -> [StudioEffect] {
        let before = themes.errors
        themes = catalog
        if let same = catalog.theme(named: theme.name, depth: depth) {
            theme = same
        } else {
            tell(.warning, "the theme '\(theme.name.neutralised)' is gone")
            theme = catalog.standard(depth: depth)
        }
        tell(of: catalog.errors, known: before)
        return [.repaint]
    }

    mutating func take(_ own: UserKeymap) {
        let (before, keys) = (ownKeymap.errors, keymap.actions.map(\.keys))
        ownKeymap = own
        tell(of: own.errors, known: before)
        if own.errors.isEmpty, keys != keymap.actions.map(\.keys) { tell(.success, "the keys are those of the keymap now") }
    }

    /// What a studio that opens says of the user's files.
    package mutating func tellOfFiles() {
        tell(of: themes.errors + ownKeymap.errors, known: [])
    }

    /// The first of what is wrong, unless it was said already.
    private mutating func tell(of errors: [Diagnostic], known: [Diagnostic]) {
        guard errors != known else { return }
        guard let first = errors.first else {
            tell(.success, "\(known[0].file.neutralised) is right again")
            return
        }
        let more = errors.count > 1 ? "; ':settings' tells \(errors.count - 1) more" : ""
        tell(.failure, "\(first.file.neutralised):\(first.line): \(first.message)\(more)")
    }
}
