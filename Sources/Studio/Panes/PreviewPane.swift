import Domain
package import Terminal

/// The beginning of the selected file, as far as it can be read by a person.
package struct PreviewPane: Pane {
    package let name = PaneName.preview
    package var scope: ActionScope { .pane(.preview) }
    private var file: FileReference?
    private var first = 0
    private var skipped = 0

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        guard context.subject.file != file else { return }
        file = context.subject.file
        (first, skipped) = (0, 0)
    }

    private func preview(_ context: PaneContext) -> FilePreview? { file.flatMap { context.data.previews[$0] } }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        guard let file, !file.isFolder else { return [] }
        return [.preview(file)]
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let end = max(0, (preview(context)?.lines.count ?? 0) - context.rows)
        switch movement {
        case .up: first -= 1
        case .down: first += 1
        case .first: (first, skipped) = (0, 0)
        case .last: first = end
        case .pageUp: first -= context.rows
        case .pageDown: first += context.rows
        case .halfUp: first -= context.rows / 2
        case .halfDown: first += context.rows / 2
        case .left: skipped = max(0, skipped - 10)
        case .right: skipped = min(TerminalText.widest, skipped + 10)
        }
        first = max(0, min(first, end))
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        guard let file, !file.isFolder else { return BoxTitles(name.title) }
        let preview = preview(context)
        let count = preview?.lines.count ?? 0
        let last = min(count, first + context.rows)
        let place = count > context.rows ? "\(first + 1)-\(last) of \(count)" : ""
        let cut = preview?.isCut == true ? "only its beginning, \(context.keymap.way(to: "file.save")) saves all of it" : ""
        return BoxTitles(
            file.name.neutralised, trailing: preview.map { "\($0.kind), \(file.size)" } ?? "",
            bottom: [place, cut].filter { !$0.isEmpty }.joined(separator: ", "))
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let file, !file.isFolder else {
            let text = file == nil ? "select a file to see what is in it" : "a folder: \(context.keymap.way(to: "file.open")) opens it, or closes it"
            surface.note(text, in: rect, context)
            return
        }
        guard let preview = preview(context) else {
            surface.note("reading \(context.glyphs.ellipsis)", in: rect, context)
            return
        }
        let digits = preview.isNumbered ? "\(preview.lines.count)".count : 0
        let gutter = digits > 0 ? digits + 2 : 1
        for (row, line) in preview.lines.dropFirst(first).prefix(rect.height).enumerated() {
            if digits > 0 {
                surface.put(
                    "\(first + row + 1)".padded(to: digits + 1, .right), x: rect.x, y: rect.y + row,
                    style: context.theme[.logNumber], width: rect.width)
            }
            let text = TerminalText(line, skipping: skipped, limit: max(0, rect.width - gutter), colours: false)
            surface.put(text, x: rect.x + gutter, y: rect.y + row, style: context.theme[.text], width: rect.width - gutter)
            if text.isCut {
                surface.put(context.glyphs.ellipsis, x: rect.maxX - 1, y: rect.y + row, style: context.theme[.textDim])
            }
        }
    }
}
