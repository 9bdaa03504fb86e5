package import Documents
import Domain
import FoundationEssentials
import LinuxSystem
package import Terminal

/// Every theme there is: those the program carries, and the user's own files, which may replace and inherit from them.
package struct ThemeCatalog: Sendable {
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let appearance: Theme.Appearance
        package let isOwn: Bool
    }

    /// What is dark and what is light where the user has chosen nothing.
    package static let defaultDark = "midnight"
    package static let defaultLight = "paper"

    /// Those that can be chosen, in their order: the program's, then the user's.
    package private(set) var entries: [Entry] = []
    /// What the last load found wrong with the user's files, each a line that begins with file, line and column.
    package private(set) var errors: [Diagnostic] = []
    package private(set) var warnings: [Diagnostic] = []

    private let folder: String?
    private let builtIn: [String: ThemeFile]
    /// The last that could be used, by name.
    private var recipes: [String: ThemeRecipe] = [:]
    private var own: [String: ThemeFile] = [:]

    /// `folder`: where the user's themes are, `EngineLocation.themes`; it need not be there.
    package init(folder: String?) {
        self.folder = folder
        var files: [String: ThemeFile] = [:]
        var (problems, hints): ([Diagnostic], [Diagnostic]) = ([], [])
        for (name, bytes) in BuiltInThemes.files {
            files[name] = Self.read(bytes, as: "Themes/\(name).toml", &problems, &hints)
        }
        builtIn = files
        reload()
        errors += problems
        warnings += hints
    }

    // MARK: Asking

    /// Nil when no theme has the name.
    package func theme(named name: String, depth: ColourDepth) -> Theme? {
        recipes[name]?.theme(depth: depth)
    }

    /// The theme for whoever has chosen none: by the terminal's background where it is known.
    package func standard(for appearance: Theme.Appearance = .dark, depth: ColourDepth) -> Theme {
        let name = appearance == .dark ? Self.defaultDark : Self.defaultLight
        return theme(named: name, depth: depth) ?? .builtIn(depth: depth)
    }

    /// The name that was likely meant.
    package func nearest(to name: String) -> String? {
        EditDistance.nearest(to: name, among: entries.map(\.name))
    }

    // MARK: Loading

    /// Reads the user's files anew. A theme that has become wrong stays as it was last right; one whose file has gone
    /// goes too, and what it had replaced is back.
    package mutating func reload() {
        errors = []
        warnings = []
        let (before, lastGood) = (recipes, own)
        own = [:]
        for name in ownNames() { own[name] = readOwn(name) ?? lastGood[name] }
        let files = own
        recipes = [:]
        var (places, broken): ([String: Bool], [String]) = ([:], [])
        for (name, isOwn) in BuiltInThemes.files.map({ ($0.name, false) }) + files.keys.sorted().map({ ($0, true) }) {
            if let recipe = recipe(named: name, isOwn: isOwn) {
                recipes[name] = recipe
            } else if isOwn {
                broken.append(name)
                // Without a last good one, what the program has of this name stands.
                guard lastGood[name] != nil else { continue }
                recipes[name] = before[name]
            }
            places[name] = isOwn
        }
        for name in broken { own[name] = lastGood[name] }
        let hidden = Set(recipes.keys.filter { (own[$0] ?? builtIn[$0])?.isHidden == true })
        let shown = BuiltInThemes.files.map(\.name) + files.keys.sorted().filter { builtIn[$0] == nil }
        entries = shown.compactMap { name in
            guard let recipe = recipes[name], !hidden.contains(name) else { return nil }
            return Entry(name: name, appearance: recipe.appearance, isOwn: places[name] == true)
        }
    }

    private mutating func recipe(named name: String, isOwn: Bool) -> ThemeRecipe? {
        guard let file = isOwn ? own[name] : builtIn[name], let chain = chain(of: file, named: name, isOwn: isOwn) else {
            return nil
        }
        do {
            let parsed = try ThemeResolver.recipe(of: chain, name: name)
            warnings += parsed.warnings
            return parsed.value
        } catch let error as DocumentError {
            for diagnostic in error.errors where !errors.contains(diagnostic) { errors.append(diagnostic) }
        } catch {
            errors.append(Diagnostic(.error, "\(error)", at: SourcePosition(shownName(of: name), line: 1, column: 1)))
        }
        return nil
    }

    /// The theme and what it inherits from, to the root. A user's theme of a name the program has inherits from that one
    /// when it says its own name; all other names are the user's first.
    private mutating func chain(of file: ThemeFile, named name: String, isOwn: Bool) -> [ThemeFile]? {
        var (chain, path) = ([file], [name])
        var seen: Set<String> = [isOwn ? "own \(name)" : name]
        var (current, isOwn) = (name, isOwn)
        while let parent = chain[chain.count - 1].inherits {
            let isOwnParent = isOwn && own[parent.text] != nil && parent.text != current
            path.append(parent.text)
            guard let next = isOwnParent ? own[parent.text] : builtIn[parent.text] else {
                let known = builtIn.keys.sorted() + own.keys.sorted()
                let meant = EditDistance.nearest(to: parent.text, among: known)
                let told = parent.text == current
                    ? "theme \"\(current)\" inherits from itself"
                    : "unknown theme \"\(parent.text)\"" + (meant.map { ", did you mean \"\($0)\"?" } ?? "")
                errors.append(Diagnostic(.error, told, at: parent.position))
                return nil
            }
            guard seen.insert(isOwnParent ? "own \(parent.text)" : parent.text).inserted else {
                errors.append(
                    Diagnostic(
                        .error, "themes inherit in a circle: \(path.joined(separator: " → "))", at: parent.position))
                return nil
            }
            chain.append(next)
            (current, isOwn) = (parent.text, isOwnParent)
        }
        return chain
    }

    // MARK: Files

    private func ownNames() -> [String] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") && $0 == $0.neutralised }.map { String($0.dropLast(5)) }.sorted()
    }

    private mutating func readOwn(_ name: String) -> ThemeFile? {
        let shown = shownName(of: name)
        let path = (folder ?? "") + "/\(name).toml"
        do {
            return Self.read(try DurableFile.read(path, limit: 1 << 20), as: shown, &errors, &warnings)
        } catch {
            let place = SourcePosition(shown, line: 1, column: 1)
            errors.append(Diagnostic(.error, "the file cannot be read: \(error)", at: place))
            return nil
        }
    }

    private func shownName(of name: String) -> String { "themes/\(name).toml" }

    private static func read(
        _ bytes: [UInt8], as shown: String, _ errors: inout [Diagnostic], _ warnings: inout [Diagnostic]
    ) -> ThemeFile? {
        do {
            let parsed = try ThemeDocument.read(bytes: bytes, file: shown)
            warnings += parsed.warnings
            return parsed.value
        } catch let error as DocumentError {
            errors += error.errors
        } catch {
            errors.append(Diagnostic(.error, "\(error)", at: SourcePosition(shown, line: 1, column: 1)))
        }
        return nil
    }
}
