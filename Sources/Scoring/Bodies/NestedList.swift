/// A list of lists of any depth as one tensor.
struct NestedList {
    /// More dimensions are refused.
    static let maximumRank = 8

    private(set) var shape: [Int] = []
    private var isShapeKnown: [Bool] = []
    private var numbers: [Double] = []
    private var texts: [String] = []

    /// Reads the list that the scanner is at.
    static func read(_ scanner: inout JSONScanner, name: String) throws(InferenceFault) -> Tensor {
        var list = NestedList()
        try list.read(&scanner, depth: 0)
        return Tensor(
            name: name, shape: list.shape, elements: list.texts.isEmpty ? .float64(list.numbers) : .text(list.texts))
    }

    private mutating func read(_ scanner: inout JSONScanner, depth: Int) throws(InferenceFault) {
        guard depth < Self.maximumRank else {
            throw scanner.fault("lists are nested deeper than \(Self.maximumRank) at byte \(scanner.at)")
        }
        let start = scanner.at
        scanner.at += 1
        scanner.skipBlanks()
        guard scanner.byte != UInt8(ascii: "]") else { throw scanner.fault("the list at byte \(start) is empty") }
        if depth == shape.count {
            shape.append(0)
            isShapeKnown.append(false)
        }
        let isDeepest = scanner.byte != UInt8(ascii: "[")
        guard isDeepest == (depth == shape.count - 1) || !isShapeKnown[depth] && depth == shape.count - 1 else {
            throw scanner.fault("the list at byte \(start) is nested otherwise than those before it")
        }
        var length = 0
        repeat {
            if isDeepest {
                try element(&scanner)
            } else {
                guard scanner.byte == UInt8(ascii: "[") else { throw scanner.unexpected("'['") }
                try read(&scanner, depth: depth + 1)
            }
            length += 1
        } while try scanner.takesAnother(until: UInt8(ascii: "]"))
        if isShapeKnown[depth] {
            guard length == shape[depth] else {
                throw scanner.fault(
                    "the list at byte \(start) has \(length) elements, and one before it \(shape[depth])")
            }
        } else {
            isShapeKnown[depth] = true
            shape[depth] = length
        }
    }

    private mutating func element(_ scanner: inout JSONScanner) throws(InferenceFault) {
        let byte = scanner.byte
        let start = scanner.at
        if byte == UInt8(ascii: "\"") {
            guard numbers.isEmpty else { throw mixed(scanner, start, "a text among numbers") }
            texts.append(try scanner.text())
            return
        }
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
            throw scanner.unexpected("a number or a text")
        }
        guard texts.isEmpty else { throw mixed(scanner, start, "no text, among texts") }
        if JSONScanner.startsNumber(byte) {
            numbers.append(try scanner.number())
        } else {
            numbers.append(try scanner.bareWord())
        }
    }

    private func mixed(_ scanner: JSONScanner, _ at: Int, _ what: String) -> InferenceFault {
        scanner.fault("at byte \(at) is \(what)")
    }
}
