/// Samples to train on, and others to look at.
package struct Split: Sendable, Hashable {
    package let training: [Int]
    package let validation: [Int]

    package init(training: [Int], validation: [Int]) {
        self.training = training
        self.validation = validation
    }

    /// At random.
    /// - Parameter share: of the samples to look at; at least one is on either side.
    package init(samples: Int, validationShare share: Double, using generator: inout some RandomNumberGenerator)
        throws(TableFault)
    {
        try self.init([Int](repeating: 0, count: samples), validationShare: share, using: &generator)
    }

    /// At random, with its share of every class on either side. A class of one sample is trained on.
    package init(_ classes: [Int], validationShare share: Double, using generator: inout some RandomNumberGenerator)
        throws(TableFault)
    {
        try Self.check(share, classes.count)
        let wanted = max(1, min(classes.count - 1, Int((share * Double(classes.count)).rounded())))
        let members = Dictionary(grouping: classes.indices, by: { classes[$0] }).sorted { $0.key < $1.key }.map(\.value)
        var counts = members.map { Int(share * Double($0.count)) }
        let rests = members.indices.map { share * Double(members[$0].count) - Double(counts[$0]) }
        for place in members.indices.sorted(by: { (rests[$1], $0) < (rests[$0], $1) })
        where counts.reduce(0, +) < wanted && counts[place] + 1 < members[place].count { counts[place] += 1 }
        if counts.allSatisfy({ $0 == 0 }), let largest = members.indices.max(by: { members[$0].count < members[$1].count }) {
            counts[largest] = 1
        }
        var isValidation = [Bool](repeating: false, count: classes.count)
        for (members, count) in zip(members, counts) {
            for member in members.shuffled(using: &generator).prefix(count) { isValidation[member] = true }
        }
        self.init(isValidation)
    }

    /// At random, samples of one group on one side. Groups go to the smaller side as long as they fit.
    package init(
        keepingTogether groups: [Int], validationShare share: Double, using generator: inout some RandomNumberGenerator
    ) throws(TableFault) {
        try Self.check(share, groups.count)
        let members = Dictionary(grouping: groups.indices, by: { groups[$0] }).sorted { $0.key < $1.key }.map(\.value)
        guard members.count > 1 else { throw TableFault("all rows are of one group, which cannot be split") }
        let wanted = max(1, share * Double(groups.count))
        var isValidation = [Bool](repeating: false, count: groups.count)
        var (taken, groupsTaken) = (0, 0)
        let shuffled = members.shuffled(using: &generator)
        for group in shuffled where Double(taken + group.count) <= wanted && groupsTaken + 1 < members.count {
            for member in group { isValidation[member] = true }
            taken += group.count
            groupsTaken += 1
        }
        if taken == 0, let smallest = members.min(by: { $0.count < $1.count }) {
            for member in smallest { isValidation[member] = true }
        }
        self.init(isValidation)
    }

    /// By a column of `cv_split_column_names`: 1 is trained on, 0 is looked at.
    package init(_ table: Table, column name: String) throws(TableFault) {
        guard let column = table[name] else { throw table.unknown(name) }
        let numbers = try column.numbers(named: name)
        if let row = numbers.firstIndex(where: { $0 != 0 && $0 != 1 }) {
            let what = numbers[row].isNaN ? "the value is missing" : "\(DecimalNumber.shortest(numbers[row])) is neither"
            throw TableFault(
                "a column of splits has 1 for rows to train on and 0 for others: \(what)", row: row + 1, column: name)
        }
        guard numbers.contains(0), numbers.contains(1) else {
            throw TableFault(
                "a column of splits has 1 for rows to train on and 0 for others: all rows have the same", column: name)
        }
        self.init(numbers.map { $0 == 0 })
    }

    private init(_ isValidation: [Bool]) {
        training = isValidation.indices.filter { !isValidation[$0] }
        validation = isValidation.indices.filter { isValidation[$0] }
    }

    private static func check(_ share: Double, _ samples: Int) throws(TableFault) {
        guard share > 0, share < 1 else { throw TableFault("the share of validation data is \(share): give one between 0 and 1") }
        guard samples > 1 else { throw TableFault("there are \(samples) rows, and a split needs at least 2") }
    }
}
