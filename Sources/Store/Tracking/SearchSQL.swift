import Domain
import GRDB

/// Turns parsed filters and sort keys into SQL. The text is made of fixed pieces only; every literal and every key is
/// bound.
struct SearchSQL {
    /// How a noun's fields are found in its tables.
    struct Tables {
        /// The noun's own column for each attribute's canonical name.
        let attributes: [String: String]
        /// A table of pairs with columns (owner, key, value), by the column that refers to the noun.
        let tags: (table: String, owner: String)
        let parameters: (table: String, owner: String)?
        let metrics: (table: String, owner: String)?
        /// The noun's row id.
        let id: String
    }

    let tables: Tables
    private(set) var conditions: [String] = []
    private(set) var orders: [String] = []
    private(set) var joins: [String] = []
    private(set) var conditionArguments: [any DatabaseValueConvertible] = []
    private(set) var joinArguments: [any DatabaseValueConvertible] = []

    init(_ tables: Tables) {
        self.tables = tables
    }

    mutating func add(_ filter: SearchFilter) throws {
        for clause in filter.clauses { try add(clause) }
    }

    mutating func add(_ condition: String, _ arguments: [any DatabaseValueConvertible]) {
        conditions.append(condition)
        conditionArguments += arguments
    }

    /// Missing values come last in either direction; a metric's NaN comes behind its numbers.
    mutating func add(_ keys: [SearchOrder]) throws {
        for (index, key) in keys.enumerated() {
            let direction = key.isAscending ? "ASC" : "DESC"
            let column: String
            switch key.field {
            case .attribute(let name):
                column = try attribute(name)
            case .metric(let metric):
                column = try join(tables.metrics, as: "o\(index)", key: metric)
                orders.append("o\(index).is_nan IS NULL, o\(index).is_nan")
            case .parameter(let parameter):
                column = try join(tables.parameters, as: "o\(index)", key: parameter)
            case .tag(let tag):
                column = try join(tables.tags, as: "o\(index)", key: tag)
            case .dataset:
                throw AtelierError(.invalidArgument, "Invalid order_by clause: a dataset is not a sort key")
            }
            orders.append("\(column) IS NULL, \(column) \(direction)")
        }
    }

    private mutating func add(_ clause: SearchClause) throws {
        switch clause.field {
        case .attribute(let name):
            let (text, arguments) = test(try attribute(name), clause.comparison)
            add(text, arguments)
        case .metric(let key):
            try addPair(tables.metrics, key, clause.comparison, also: " AND p.is_nan = 0")
        case .parameter(let key):
            try addPair(tables.parameters, key, clause.comparison)
        case .tag(let key):
            try addPair(tables.tags, key, clause.comparison)
        case .dataset(let field):
            let columns = ["name": "d.name", "digest": "d.digest", "context": "i.context"]
            let (text, arguments) = test(columns[field] ?? "d.name", clause.comparison)
            add(
                "EXISTS (SELECT 1 FROM run_dataset i JOIN dataset d ON d.id = i.dataset "
                    + "WHERE i.run = \(tables.id) AND \(text))", arguments)
        }
    }

    private mutating func addPair(
        _ table: (table: String, owner: String)?, _ key: String, _ comparison: SearchComparison, also: String = ""
    ) throws {
        guard let table else { throw Self.unknownEntity }
        let row = "SELECT 1 FROM \(table.table) p WHERE p.\(table.owner) = \(tables.id) AND p.key = ?"
        switch comparison {
        case .isNull: add("NOT EXISTS (\(row))", [key])
        case .isNotNull: add("EXISTS (\(row))", [key])
        default:
            let (text, arguments) = test("p.value", comparison)
            add("EXISTS (\(row) AND \(text)\(also))", [key] + arguments)
        }
    }

    private mutating func join(
        _ table: (table: String, owner: String)?, as name: String, key: String
    ) throws -> String {
        guard let table else { throw Self.unknownEntity }
        joins.append(
            "LEFT JOIN \(table.table) \(name) ON \(name).\(table.owner) = \(tables.id) AND \(name).key = ?")
        joinArguments.append(key)
        return "\(name).value"
    }

    private func attribute(_ name: String) throws -> String {
        guard let column = tables.attributes[name] else { throw Self.unknownEntity }
        return column
    }

    private func test(
        _ column: String, _ comparison: SearchComparison
    ) -> (text: String, arguments: [any DatabaseValueConvertible]) {
        switch comparison {
        case .number(let comparator, .integer(let value)): ("\(column) \(comparator.rawValue) ?", [value])
        case .number(let comparator, .real(let value)): ("\(column) \(comparator.rawValue) ?", [value])
        case .text(.ilike, let value): ("lower(\(column)) LIKE lower(?)", [value])
        case .text(let comparator, let value): ("\(column) \(comparator.rawValue) ?", [value])
        case .isIn(let values): ("\(column) IN (\(Self.marks(values.count)))", values)
        case .isNotIn(let values): ("\(column) NOT IN (\(Self.marks(values.count)))", values)
        case .isNull: ("\(column) IS NULL", [])
        case .isNotNull: ("\(column) IS NOT NULL", [])
        }
    }

    static func marks(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }

    private static let unknownEntity = AtelierError(
        .invalidArgument, "Invalid clause(s) in filter string: this search has no such field")
}
