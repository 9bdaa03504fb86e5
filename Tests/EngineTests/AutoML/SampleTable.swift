import Learning

/// Small tables that something can be learnt from: numbers, texts, and cells that are missing.
struct SampleTable {
    private(set) var names: [String]
    private(set) var rows: [[String]]

    /// As CSV.
    var text: String { ([names] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n" }

    /// Customers that leave or stay: `age` with missing cells, `spent`, `city` with missing cells, and whether they `left`, which
    /// hangs on all of them but for a few that are otherwise.
    static func customers(_ count: Int = 120, seed: UInt64 = 7) -> SampleTable {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<count).map { place -> [String] in
            let age = Int.random(in: 18...80, using: &generator)
            let spent = Int.random(in: 0...1000, using: &generator)
            let city = ["Bern", "Basel", "Chur"][Int.random(in: 0..<3, using: &generator)]
            let score = Double(age - 49) / 20 - Double(spent - 500) / 250 + (city == "Chur" ? 1 : 0)
            let isOdd = Int.random(in: 0..<12, using: &generator) == 0
            return [
                place % 11 == 3 ? "" : "\(age)", "\(spent)", place % 13 == 5 ? "" : city, (score > 0) != isOdd ? "yes" : "no",
            ]
        }
        return SampleTable(names: ["age", "spent", "city", "left"], rows: rows)
    }

    /// Flats and their `rent`, which follows their size and place.
    static func flats(_ count: Int = 120, seed: UInt64 = 3) -> SampleTable {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<count).map { place -> [String] in
            let size = Int.random(in: 20...150, using: &generator)
            let floor = Int.random(in: 0...8, using: &generator)
            let quarter = ["north", "south", "old town"][Int.random(in: 0..<3, using: &generator)]
            let rent = 300 + 14 * size + 20 * floor + (quarter == "old town" ? 400 : 0) + Int.random(in: -80...80, using: &generator)
            return ["\(size)", place % 9 == 2 ? "" : "\(floor)", place % 14 == 6 ? "" : quarter, "\(rent)"]
        }
        return SampleTable(names: ["size", "floor", "quarter", "rent"], rows: rows)
    }

    /// With one more column, of what `cell` gives for each row from 0.
    func adding(_ name: String, _ cell: (Int) -> String) -> SampleTable {
        SampleTable(names: names + [name], rows: rows.indices.map { rows[$0] + [cell($0)] })
    }

    func dropping(_ name: String) -> SampleTable {
        let kept = names.indices.filter { names[$0] != name }
        return SampleTable(names: kept.map { names[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }

    func naming(_ name: String, _ other: String) -> SampleTable {
        SampleTable(names: names.map { $0 == name ? other : $0 }, rows: rows)
    }

    func selecting(_ range: Range<Int>) -> SampleTable { SampleTable(names: names, rows: Array(rows[range])) }

    /// With what `cell` makes of each row's cell of a column.
    func changing(_ name: String, _ cell: (Int, String) -> String) -> SampleTable {
        guard let place = names.firstIndex(of: name) else { return self }
        var changed = rows
        for row in rows.indices { changed[row][place] = cell(row, rows[row][place]) }
        return SampleTable(names: names, rows: changed)
    }
}
