/// A scalar as written, and what YAML 1.1 takes it for (as PyYAML does, which reads these files on Azure's side).
struct YAMLScalar: Sendable, Hashable {
    enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case text(String)
    }

    let text: String
    /// Plain scalars are resolved by their look; quoted and block scalars are text.
    let isPlain: Bool

    var value: Value {
        guard isPlain else { return .text(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        default: break
        }
        if let flag = Self.bool(text) { return .bool(flag) }
        if let number = Self.int(text) { return .int(number) }
        if let number = Self.double(text) { return .double(number) }
        return .text(text)
    }

    /// What it is as a number, quoted or not. YAML 1.1 takes `1e-6` for a text.
    var number: Double? {
        switch value {
        case .int(let value): Double(value)
        case .double(let value): value
        case .text(let text): Double(text)
        case .null, .bool: nil
        }
    }

    /// `yes`, `on`, `true` and their opposites, in the three spellings YAML 1.1 knows.
    static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": true
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": false
        default: nil
        }
    }

    /// The same, and the short words that Azure ML's client takes where it wants true or false.
    static func flag(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "y", "Y": true
        case "0", "f", "F", "n", "N": false
        default: bool(text)
        }
    }

    /// Decimal, `0x`, `0b` and octal with a leading zero; `_` separates digits. A number past 64 bits stays text.
    static func int(_ text: String) -> Int64? {
        var digits = text[...]
        var sign = ""
        if let head = digits.first, head == "-" || head == "+" {
            sign = head == "-" ? "-" : ""
            digits.removeFirst()
        }
        guard let head = digits.first, head.isASCII, head.isNumber else { return nil }
        let clean = String(digits.filter { $0 != "_" })
        guard clean.utf8.first != UInt8(ascii: "+"), clean.utf8.first != UInt8(ascii: "-") else { return nil }
        if clean.hasPrefix("0x") { return Int64(sign + clean.dropFirst(2), radix: 16) }
        if clean.hasPrefix("0b") { return Int64(sign + clean.dropFirst(2), radix: 2) }
        if clean.hasPrefix("0"), clean.count > 1 { return Int64(sign + clean, radix: 8) }
        return Int64(sign + clean)
    }

    /// YAML 1.1 wants a point in a number with an exponent: `1e-3` is text, `1.0e-3` is a number.
    static func double(_ text: String) -> Double? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
        case "-.inf", "-.Inf", "-.INF": return -.infinity
        case ".nan", ".NaN", ".NAN": return .nan
        default: break
        }
        guard text.contains("."), text.contains(where: { $0.isASCII && $0.isNumber }),
            text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-._eE".contains($0)) })
        else { return nil }
        return Double(text.filter { $0 != "_" })
    }
}
