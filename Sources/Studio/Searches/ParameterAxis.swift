import Domain
import Glibc
import Terminal

/// One parameter of the trials as an axis: by its numbers, by their logarithms where they span decades, or a place for each
/// of its choices.
struct ParameterAxis: Sendable, Hashable {
    private enum Measure: Sendable, Hashable {
        case linear, logarithmic
        case choices([JSONValue])
    }

    let name: String
    private let measure: Measure
    /// In the axis' own measure: numbers, logarithms to base ten, or the places of choices.
    let range: ClosedRange<Double>

    /// Numbers that span more than this factor are laid out by their logarithms.
    private static let decades = 30.0
    /// So few numbers, each taken more than once, are choices.
    private static let mostChoices = 8

    /// - Parameter values: of all trials that have the parameter, at least one.
    init?(_ name: String, values: [JSONValue]) {
        guard !values.isEmpty else { return nil }
        self.name = name
        let numbers = values.compactMap(\.number)
        let distinct = Set(values)
        let areChoices = numbers.count < values.count
            || distinct.count <= Self.mostChoices && values.count >= 2 * distinct.count
        guard !areChoices, let low = numbers.min(), let high = numbers.max() else {
            let choices = distinct.sorted { ($0.number ?? .infinity, $0.shortText) < ($1.number ?? .infinity, $1.shortText) }
            measure = .choices(choices)
            range = 0...Double(max(1, choices.count - 1))
            return
        }
        let isLogarithmic = low > 0 && high / low > Self.decades
        measure = isLogarithmic ? .logarithmic : .linear
        range = isLogarithmic ? log10(low)...log10(high) : low...(high > low ? high : low + 1)
    }

    var isLogarithmic: Bool { measure == .logarithmic }

    /// Where a value stands; nil for one that has no place here.
    func place(of value: JSONValue) -> Double? {
        switch measure {
        case .choices(let choices): choices.firstIndex(of: value).map(Double.init)
        case .linear: value.number
        case .logarithmic: value.number.flatMap { $0 > 0 ? log10($0) : nil }
        }
    }

    /// 0 at the lower end, 1 at the upper.
    func share(of value: JSONValue) -> Double? {
        if case .choices(let choices) = measure, choices.count == 1 { return place(of: value).map { _ in 0.5 } }
        return place(of: value).map { ($0 - range.lowerBound) / (range.upperBound - range.lowerBound) }
    }

    /// What is written along it, in its own measure.
    var ticks: [ChartScale.Tick] {
        switch measure {
        case .choices(let choices):
            return choices.enumerated().map { ChartScale.Tick(value: Double($0), text: $1.shortText.neutralised) }
        case .linear:
            return [range.lowerBound, range.upperBound].map { ChartScale.Tick(value: $0, text: MetricText.short($0)) }
        case .logarithmic:
            // The powers of ten between the ends.
            let powers = Array(stride(from: range.lowerBound.rounded(.up), through: range.upperBound.rounded(.down), by: 1))
            return ([range.lowerBound] + powers.filter { range.contains($0) } + [range.upperBound]).map {
                ChartScale.Tick(value: $0, text: MetricText.short(pow(10, $0)))
            }
        }
    }

    /// The same for an axis that stands upright.
    var labels: [ParallelChart.Label] {
        let ticks = ticks
        if case .choices = measure, ticks.count == 1 { return [ParallelChart.Label(share: 0.5, text: ticks[0].text)] }
        let ends = [ticks.first, ticks.last].compactMap(\.self)
        // The ends first: a row has one label.
        return (ends + ticks).map {
            ParallelChart.Label(share: ($0.value - range.lowerBound) / (range.upperBound - range.lowerBound), text: $0.text)
        }
    }
}

extension SearchProgress {
    /// What the algorithm of an `automl` trial is called beside its parameters.
    static let algorithm = "algorithm"

    /// The parameters that there is an axis of: the algorithm first, then what most trials have.
    var parameterNames: [String] {
        var counts: [String: Int] = [:]
        for name in trials.map(\.parameters.keys).joined() { counts[name, default: 0] += 1 }
        let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        return (trials.contains { $0.algorithm != nil } ? [Self.algorithm] : []) + names
    }

    /// Without those that only a few trials have: beside others they tell nothing.
    var commonParameters: [String] {
        let least = max(1, trials.count / 8)
        return parameterNames.filter { name in trials.count { value(of: name, in: $0) != nil } >= least }
    }

    func value(of name: String, in trial: SearchTrial) -> JSONValue? {
        if name == Self.algorithm, let algorithm = trial.algorithm { return .string(algorithm) }
        return trial.parameters[name]
    }

    func axis(_ name: String) -> ParameterAxis? {
        ParameterAxis(name, values: trials.compactMap { value(of: name, in: $0) })
    }
}
