import Documents
import Domain
import Terminal

/// The folders of this box, to choose a job's file from. Letters narrow what is shown, a `/` behind them goes there, and
/// a dot before them brings out what is hidden.
struct FileBrowser: Overlay {
    private(set) var folder: String
    private var entries: [FileEntry]?
    /// What is wrong with the file that was tried last, and which one that is.
    private var problems: [Diagnostic] = []
    private var tried: String?
    private var line = LineEditor()
    private var place = 0
    private var wanted: String?

    init(folder: String) {
        self.folder = folder
    }

    var takesText: Bool { true }
    var hints: [Hint] {
        [
            Hint("Enter", "submit"), Hint("^E", "edit"), Hint("^T", "from template"), Hint("Backspace", "up"),
            Hint("type", "narrow"), Hint("name/", "go there"), Hint("Esc", "cancel"),
        ]
    }

    // MARK: What it is told

    mutating func show(_ entries: [FileEntry], of folder: String, selecting name: String?) {
        if folder != self.folder || line.text.hasSuffix("/") { line = LineEditor() }
        self.folder = folder
        self.entries = entries
        place = 0
        if let name, let index = rows.firstIndex(where: { $0.name == name }) { place = index }
    }

    mutating func show(_ problems: [Diagnostic], of path: String) {
        self.problems = problems
        tried = path
    }

    // MARK: Rows

    private static let up = ".."

    private struct Row {
        let name: String
        let isFolder: Bool
        let entry: FileEntry?
    }

    /// The way up, folders, and the files that may be a job.
    private var rows: [Row] {
        let typed = line.text.lowercased()
        let shown = (entries ?? []).filter { entry in
            (typed.hasPrefix(".") || !entry.name.hasPrefix(".")) && (entry.isFolder || Self.isDocument(entry.name))
                && (typed.isEmpty || entry.name.lowercased().contains(typed))
        }
        let up = typed.isEmpty && folder != "/" ? [Row(name: Self.up, isFolder: true, entry: nil)] : []
        return up + shown.map { Row(name: $0.name, isFolder: $0.isFolder, entry: $0) }
    }

    private static func isDocument(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    }

    private var selected: Row? { rows.indices.contains(place) ? rows[place] : nil }

    // MARK: Keys

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        let isEmpty = line.text.isEmpty
        switch event {
        case .key(KeyPress(.down)), .key(.control("n")): move(by: 1)
        case .key(KeyPress(.up)), .key(.control("p")): move(by: -1)
        case .key(KeyPress(.pageDown)): move(by: 10)
        case .key(KeyPress(.pageUp)): move(by: -10)
        case .key(KeyPress(.left)) where isEmpty, .key(KeyPress(.backspace)) where isEmpty: return goUp()
        case .key(KeyPress(.enter)): return open()
        case .key(KeyPress(.right)) where selected?.isFolder == true, .key(KeyPress(.tab)) where selected?.isFolder == true:
            return open()
        case .key(.control("e")): return edit()
        case .key(.control("t")):
            let folder = folder
            return OverlayOutcome(isClosed: false) { $0.startFromTemplate(in: folder) }
        case .key(.character("/")): return go(to: line.text + "/", model)
        case .paste(let text) where text.contains("/"):
            return go(to: text.trimmingPrefix(while: \.isWhitespace).split(whereSeparator: \.isNewline).first.map(String.init) ?? "", model)
        default:
            switch line.receive(event) {
            case .cancelled: return .close
            case .edited: place = isEmpty && !line.text.isEmpty ? 0 : min(place, max(0, rows.count - 1))
            case .entered, .other: break
            }
        }
        return .stay
    }

    private mutating func move(by step: Int) {
        place = max(0, min(rows.count - 1, place + step))
    }

    private func goUp() -> OverlayOutcome {
        guard folder != "/" else { return .stay }
        let (above, name) = folder.splitAtLastComponent
        return OverlayOutcome(isClosed: false) { $0.browse(above, selecting: name) }
    }

    private func open() -> OverlayOutcome {
        guard let selected else { return .stay }
        if selected.name == Self.up { return goUp() }
        let path = LocalFolder.path(of: selected.name, in: folder)
        return OverlayOutcome(isClosed: false) { model in
            selected.isFolder ? model.browse(path) : model.submit(file: path)
        }
    }

    /// Where the file was found wrong, the editor begins there.
    private func edit() -> OverlayOutcome {
        guard let selected, !selected.isFolder else { return .stay }
        let path = LocalFolder.path(of: selected.name, in: folder)
        let line = tried == path ? problems.first { $0.file == path }?.line : nil
        return OverlayOutcome(isClosed: false) { $0.edit(file: path, line: line) }
    }

    /// A path that was typed to its slash, or pasted: the folder opens, a file in it is selected.
    private func go(to path: String, _ model: StudioModel) -> OverlayOutcome {
        let whole = path.hasPrefix("~/") ? model.homeFolder + path.dropFirst() : path
        let absolute = whole.isAbsolutePath ? whole : LocalFolder.path(of: whole, in: folder)
        let parts = absolute.pathParts.reduce(into: [String]()) { parts, name in
            if name == ".." { _ = parts.popLast() } else if name != "." { parts.append(name) }
        }
        guard Self.isDocument(path), let name = parts.last else {
            let target = "/" + parts.joined(separator: "/")
            return OverlayOutcome(isClosed: false) { $0.browse(target) }
        }
        let target = "/" + parts.dropLast().joined(separator: "/")
        return OverlayOutcome(isClosed: false) { $0.browse(target, selecting: name) }
    }

    // MARK: Drawing

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let width = min(100, body.width - 4)
        let shown = folder == model.homeFolder || folder.isPath(in: model.homeFolder) && !model.homeFolder.isEmpty
            ? "~" + folder.dropFirst(model.homeFolder.count) : folder
        let title = "New job: " + shown.neutralised.fitted(to: width - 16, cutting: .left, glyphs: model.glyphs)
        let inside = surface.dialog(title, width: width, height: min(26, body.height - 2), in: body, model)
        let (head, rest) = inside.split(top: 1)
        surface.put(" > ", x: head.x, y: head.y, style: model.theme[.dialog])
        line.draw(on: &surface, in: head.inset(left: 3), style: model.theme[.dialog])
        let sentences = sentences(width: inside.width - 2)
        let (list, foot) = rest.split(bottom: min(sentences.count, max(0, rest.height - 3)))
        for (row, sentence) in sentences.prefix(foot.height).enumerated() {
            surface.put(
                sentence.plain, x: foot.x + 1, y: foot.y + row, style: model.theme[.danger, on: .dialog],
                width: foot.width - 1)
        }
        drawRows(on: &surface, in: list, model)
    }

    private func sentences(width: Int) -> [TerminalText] {
        problems.flatMap { problem in
            let place = problem.position.isFlag ? problem.file : "\(problem.file.splitAtLastComponent.name):\(problem.line):\(problem.column)"
            let text = [problem.message, problem.hint].compactMap(\.self).joined(separator: "; ")
            return TerminalText("\(place): \(text)", colours: false).wrapped(to: width)
        }
    }

    private func drawRows(on surface: inout Surface, in list: Rect, _ model: StudioModel) {
        let rows = rows
        guard !rows.isEmpty else {
            let text = entries == nil ? "reading \(model.glyphs.ellipsis)"
                : line.text.isEmpty ? "no folder and no YAML file here: ^T begins one" : "nothing has '\(line.text.neutralised)' in its name"
            surface.put(text, x: list.x + 3, y: list.y, style: model.theme[.textDim, on: .dialog], width: list.width - 3)
            return
        }
        let offset = max(0, place - list.height + 1)
        for (index, row) in rows.dropFirst(offset).prefix(list.height).enumerated() {
            let isSelected = index + offset == place
            let style = model.theme[isSelected ? .rowSelected : .dialog]
            let sign = isSelected ? (model.glyphs == .ascii ? ">" : "›") : " "
            let size = row.entry.map { $0.isFolder ? "" : "\($0.size)" } ?? ""
            let age = row.entry.map { TimeText.age(of: $0.modifiedAt, at: model.now) } ?? ""
            let name = (row.name + (row.isFolder ? "/" : "")).neutralised
                .padded(to: max(0, list.width - 22), cutting: .middle, glyphs: model.glyphs)
            surface.put(
                "\(sign) \(name) \(size.padded(to: 10, .right)) \(age.padded(to: 6, .right)) ", x: list.x + 1, y: list.y + index,
                style: style, width: list.width - 1)
        }
    }
}
