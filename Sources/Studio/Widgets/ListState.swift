/// What is selected, marked and shown of a list whose rows come and go: a row is its id, never its place.
package struct ListState<ID: Hashable & Sendable>: Sendable {
    package private(set) var rows: [ID] = []
    package private(set) var selected: ID?
    /// The first row shown.
    package private(set) var offset = 0
    package var marks: Set<ID> = []
    package var filter: String?
    /// The text of a row to be selected as soon as it is there, unless somebody moves before.
    package var wanted: String? { didSet { isWantedNew = true } }
    private var isWantedNew = false
    private var place = 0
    /// Where a range of marks began, what was marked before it, and which key ends it.
    private var range: (start: ID, before: Set<ID>, end: String)?

    package init() {}

    /// The selected row stays selected; when it is gone, whoever took its place is.
    package mutating func replace(rows: [ID], height: Int) {
        let isOther = isWantedNew || self.rows != rows
        (self.rows, isWantedNew) = (rows, false)
        if !marks.isEmpty { marks.formIntersection(rows) }
        if let selected, let index = rows.firstIndex(of: selected) {
            place = index
        } else {
            place = min(place, max(0, rows.count - 1))
            selected = rows.isEmpty ? nil : rows[place]
        }
        scroll(height)
        if isOther, let wanted, let row = rows.first(where: { "\($0)" == wanted }) { select(row, height: height) }
    }

    // MARK: Marks

    package mutating func toggleMark() {
        guard let selected else { return }
        range = nil
        if marks.remove(selected) == nil { marks.insert(selected) }
    }

    /// From here on moving marks what lies between; the second time it ends, and the marks stay.
    package mutating func toggleRange(ending way: String) {
        guard range == nil, let selected else {
            range = nil
            return
        }
        range = (selected, marks, way)
        marks.insert(selected)
    }

    /// In the order in which they are shown.
    package var marked: [ID] { rows.filter(marks.contains) }

    package mutating func unmark() {
        (range, marks) = (nil, [])
    }

    private mutating func extendRange() {
        guard let range, let start = rows.firstIndex(of: range.start) else { return }
        marks = range.before.union(rows[min(start, place)...max(start, place)])
    }

    // MARK: Moving

    package mutating func move(_ movement: Movement, height: Int) {
        let page = max(1, height)
        switch movement {
        case .up: place -= 1
        case .down: place += 1
        case .first: place = 0
        case .last: place = rows.count - 1
        case .pageUp: place -= page
        case .pageDown: place += page
        case .halfUp: place -= max(1, page / 2)
        case .halfDown: place += max(1, page / 2)
        case .left, .right: return
        }
        place = max(0, min(place, rows.count - 1))
        selected = rows.isEmpty ? nil : rows[place]
        if !rows.isEmpty { wanted = nil }
        extendRange()
        scroll(height)
    }

    package mutating func select(_ id: ID, height: Int) {
        guard let index = rows.firstIndex(of: id) else { return }
        place = index
        selected = id
        wanted = nil
        extendRange()
        scroll(height)
    }

    /// The rows in sight.
    package func visible(height: Int) -> ArraySlice<ID> {
        rows.dropFirst(offset).prefix(max(0, height))
    }

    /// `3 of 36`, `3 of 36, 2 marked`
    package var position: String {
        guard !rows.isEmpty else { return "none" }
        let marked = marks.isEmpty ? "" : ", \(marks.count) marked" + (range.map { ": \($0.end) ends" } ?? "")
        return "\(place + 1) of \(rows.count)\(marked)"
    }

    private mutating func scroll(_ height: Int) {
        let height = max(1, height)
        if place < offset { offset = place }
        if place >= offset + height { offset = place - height + 1 }
        offset = max(0, min(offset, rows.count - height))
    }
}
