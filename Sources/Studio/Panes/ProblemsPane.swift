import Documents
import Domain
package import Terminal

/// What is wrong with the user's themes and keymap, and what of them is hard to read.
package struct ProblemsPane: FilteredPane {
    package let name = PaneName.problems
    package var scope: ActionScope { .pane(.problems) }
    /// By place in the sheet.
    package var list = ListState<Int>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let problems = context.settings?.problems ?? []
        let rows = problems.indices.filter { index in list.filter.map { problems[index].description.contains($0) } ?? true }
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let problems = context.settings?.problems ?? []
        let errors = problems.count { $0.severity == .error }
        return BoxTitles(
            name.title + filterMark,
            trailing: "\(errors) wrong, \(problems.count - errors) hard to read", bottom: list.position)
    }

    package func remark(_ context: PaneContext) -> String? {
        guard let problems = context.settings?.problems, let index = list.selected, problems.indices.contains(index)
        else { return nil }
        return Self.what(problems[index])
    }

    private static func what(_ problem: Diagnostic) -> String {
        [problem.message, problem.hint].compactMap(\.self).joined(separator: "; ")
    }

    private static let columns = [Column("WHERE", 24), Column("WHAT", 30, isElastic: true)]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let problems = context.settings?.problems ?? []
        guard !problems.isEmpty else {
            surface.note("nothing is wrong with your themes and your keymap", in: rect, context)
            return
        }
        surface.table(Self.columns, list, in: rect, context) { index in
            guard problems.indices.contains(index) else { return [] }
            let problem = problems[index]
            return [
                Field("\(problem.file):\(problem.line)".neutralised, .textDim),
                Field(Self.what(problem), problem.severity == .error ? .stateFailed : .text),
            ]
        }
    }
}
