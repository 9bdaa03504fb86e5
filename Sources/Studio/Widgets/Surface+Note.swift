import Terminal

extension Surface {
    /// What a pane says that has nothing to show, broken between words where it is narrow.
    mutating func note(_ text: String, in rect: Rect, _ context: PaneContext) {
        var rows: [String] = []
        for word in text.split(separator: " ") {
            if let last = rows.last, last.cellWidth + 1 + word.cellWidth < rect.width {
                rows[rows.count - 1] = "\(last) \(word)"
            } else {
                rows.append(String(word))
            }
        }
        for (y, row) in rows.prefix(rect.height).enumerated() {
            put(row, x: rect.x + 1, y: rect.y + y, style: context.theme[.textDim], width: rect.width - 1)
        }
    }
}
