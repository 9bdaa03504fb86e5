package import Domain
import FoundationEssentials
package import Terminal

/// The files of a job as a tree: what it wrote, its code, its outputs. Each folder is read when it is opened.
package struct FilesPane: FilteredPane {
    package let name = PaneName.files
    package var scope: ActionScope { .pane(.files) }
    package var list = ListState<String>()
    private let job: JobName
    private var open: Set<String> = ["", "artifacts"]
    private var entries: [String: FileEntry] = [:]

    package init(of job: JobName) {
        self.job = job
    }

    package var selected: FileReference? {
        list.selected.flatMap { path in entries[path].map { FileReference(job: job, path: path, entry: $0) } }
    }

    /// The marked files, or the selected one.
    package var chosen: [FileReference] {
        let marked = list.marked.compactMap { path in entries[path].map { FileReference(job: job, path: path, entry: $0) } }
        return marked.isEmpty ? [selected].compactMap(\.self) : marked
    }

    package mutating func refresh(_ context: PaneContext) {
        entries = [:]
        let rows = rows(below: "", context.data.files[job] ?? [:]).filter { path in
            list.filter.map { path.lowercased().contains($0.lowercased()) } ?? true
        }
        list.replace(rows: rows, height: context.rows)
    }

    private mutating func rows(below folder: String, _ read: [String: [FileEntry]]) -> [String] {
        guard open.contains(folder) else { return [] }
        return (read[folder] ?? []).foldersFirst.flatMap { entry -> [String] in
            let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
            entries[path] = entry
            return [path] + (entry.isFolder ? rows(below: path, read) : [])
        }
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        switch movement {
        case .right: if selected?.isFolder == true { toggle(isOpen: true) }
        case .left: closeOrLeave(context)
        default: list.move(movement, height: context.rows)
        }
    }

    /// Opens the selected folder, or closes it; one that is opened again is read again.
    package mutating func toggle(isOpen: Bool? = nil) {
        guard let path = list.selected else { return }
        if isOpen ?? !open.contains(path) { open.insert(path) } else { open.remove(path) }
    }

    private mutating func closeOrLeave(_ context: PaneContext) {
        guard let path = list.selected else { return }
        if open.remove(path) == nil, path.contains("/") {
            list.select(path.splitAtLastComponent.folder, height: context.rows)
        }
    }

    package func subject(_ data: StudioData) -> Subject { Subject(job: job, file: selected) }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        Set(open.filter { $0.isEmpty || entries[$0] != nil }.map { .files(job, folder: $0) })
    }

    package func rowsAbove(_ context: PaneContext) -> Int { 0 }

    /// The whole path, for which a column of the tree has no room.
    package func remark(_ context: PaneContext) -> String? { list.selected }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(name.title + filterMark, bottom: list.position)
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            let text = context.data.files[job]?[""] == nil ? "reading \(context.glyphs.ellipsis)"
                : list.filter == nil ? "the job has no files" : "no file matches; \(context.keymap.way(to: "go.back")) shows all again"
            surface.note(text, in: rect, context)
            return
        }
        for (row, path) in list.visible(height: rect.height).enumerated() {
            guard let entry = entries[path] else { continue }
            let y = rect.y + row
            let isSelected = path == list.selected
            let hasAge = rect.width >= 40
            let width = max(0, rect.width - (hasAge ? 17 : 12))
            let name = list.filter == nil ? indented(path, entry, context) : path.neutralised
            surface.put(
                (list.marks.contains(path) ? "*" : " ") + name.padded(to: width, cutting: list.filter == nil ? .right : .left, glyphs: context.glyphs),
                x: rect.x, y: y, style: context.theme[entry.isFolder ? .textStrong : .text], width: rect.width)
            let size = entry.isFolder ? "" : "\(entry.size)"
            let age = hasAge ? " " + TimeText.age(of: entry.modifiedAt, at: context.now).padded(to: 4, .right) : ""
            surface.put(
                " \(size.padded(to: 9, .right))\(age)", x: rect.x + width + 1, y: y,
                style: context.theme[.textDim], width: rect.width - width - 1)
            if isSelected {
                let style = context.theme[context.isFocused ? .rowSelected : .rowSelectedUnfocused]
                surface.restyle(Rect(x: rect.x, y: y, width: rect.width, height: 1)) { $0.selected(style) }
            }
        }
    }

    private func indented(_ path: String, _ entry: FileEntry, _ context: PaneContext) -> String {
        let depth = path.count { $0 == "/" }
        let signs = context.glyphs == .ascii ? ("v ", "> ") : ("▾ ", "▸ ")
        let sign = entry.isFolder ? (open.contains(path) ? signs.0 : signs.1) : "  "
        return String(repeating: "  ", count: depth) + sign + entry.name.neutralised
    }
}
