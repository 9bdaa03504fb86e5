import Terminal

/// A column of a list: its heading, how wide it wants to be, and from which width of the pane on it is there at all.
struct Column: Sendable {
    let title: String
    let width: Int
    let alignment: TextAlignment
    /// Takes what the others leave.
    let isElastic: Bool
    let from: Int
    /// What people call it: the heading, where it has one.
    let name: String

    init(
        _ title: String, _ width: Int, _ alignment: TextAlignment = .left, isElastic: Bool = false, from: Int = 0,
        name: String? = nil
    ) {
        self.title = title
        self.name = name ?? title
        self.width = width
        self.alignment = alignment
        self.isElastic = isElastic
        self.from = from
    }

    /// The columns that fit, each with its place and width.
    static func lay(
        _ columns: [Column], in width: Int, hidden: Set<String> = []
    ) -> [(index: Int, x: Int, width: Int)] {
        let shown = columns.indices.filter { columns[$0].from <= width && !hidden.contains(columns[$0].name) }
        let fixed = shown.filter { !columns[$0].isElastic }.reduce(0) { $0 + columns[$1].width + 1 }
        let elastic = shown.filter { columns[$0].isElastic }.count
        let rest = max(0, width - fixed - elastic)
        var x = 0
        return shown.map { index in
            let width = columns[index].isElastic ? rest / max(1, elastic) : columns[index].width
            defer { x += width + 1 }
            return (index, x, width)
        }
    }
}

/// One value of a row, and how it looks.
struct Field: Sendable {
    let text: String
    let role: Role
    /// Instead of the role's, for what no role stands for: a line of a chart.
    let style: Style?

    init(_ text: String, _ role: Role = .text, style: Style? = nil) {
        self.text = text
        self.role = role
        self.style = style
    }
}

extension Surface {
    /// A heading and rows in columns, the selected one marked by `›` and its own colours.
    mutating func table<ID>(
        _ columns: [Column], _ list: ListState<ID>, in rect: Rect, _ context: PaneContext,
        arrangement: TableArrangement = TableArrangement(), fields: (ID) -> [Field]
    ) {
        guard rect.height > 0, rect.width > 4 else { return }
        let area = rect.inset(left: 3)
        let places = Column.lay(columns, in: area.width, hidden: arrangement.hidden)
        let (head, body) = rect.split(top: 1)
        for place in places {
            let column = columns[place.index]
            put(
                arrangement.heading(of: column, context.glyphs).padded(to: place.width, column.alignment, glyphs: context.glyphs), x: area.x + place.x, y: head.y,
                style: context.theme[.textDim], width: area.maxX - area.x - place.x)
        }
        for (row, id) in list.visible(height: body.height).enumerated() {
            let y = body.y + row
            let isSelected = id == list.selected
            let line = Rect(x: rect.x, y: y, width: rect.width, height: 1)
            let cells = fields(id)
            for place in places where place.index < cells.count {
                let column = columns[place.index]
                put(
                    cells[place.index].text.fitted(to: place.width, glyphs: context.glyphs)
                        .padded(to: place.width, column.alignment),
                    x: area.x + place.x, y: y,
                    style: cells[place.index].style ?? context.theme[cells[place.index].role],
                    width: area.maxX - area.x - place.x)
            }
            if isSelected {
                let style = context.theme[context.isFocused ? .rowSelected : .rowSelectedUnfocused]
                restyle(line) { $0.selected(style) }
            }
            let sign = list.marks.contains(id) ? "*" : isSelected ? (context.glyphs == .ascii ? ">" : "›") : " "
            put(sign, x: rect.x, y: y, style: isSelected ? self[rect.x, y].style : context.theme[.rowMarked])
        }
    }
}

extension Style {
    /// In a selected row the row's colours win, and the words keep their weight.
    func selected(_ row: Style) -> Style {
        Style(foreground: row.foreground, background: row.background, attributes: row.attributes.union(attributes))
    }
}
