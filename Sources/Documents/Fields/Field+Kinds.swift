import Domain

/// The everyday kinds of field, each for a property that always has a value and for one that may have none.
extension Field {
    static func text(_ name: String, _ path: WritableKeyPath<Target, String>, required: Bool = false) -> Field {
        value(name, path, required: required) { $0.text($1, name) }
    }

    static func text(_ name: String, _ path: WritableKeyPath<Target, String?>, required: Bool = false) -> Field {
        value(name, path, required: required) { $0.text($1, name) }
    }

    static func integer(
        _ name: String, _ path: WritableKeyPath<Target, Int>, in range: ClosedRange<Int>, required: Bool = false
    ) -> Field {
        value(name, path, required: required) { $0.integer($1, name, in: range) }
    }

    static func integer(
        _ name: String, _ path: WritableKeyPath<Target, Int?>, in range: ClosedRange<Int>, required: Bool = false
    ) -> Field {
        value(name, path, required: required) { $0.integer($1, name, in: range) }
    }

    static func boolean(_ name: String, _ path: WritableKeyPath<Target, Bool>) -> Field {
        value(name, path) { $0.boolean($1, name) }
    }

    static func boolean(_ name: String, _ path: WritableKeyPath<Target, Bool?>) -> Field {
        value(name, path) { $0.boolean($1, name) }
    }

    static func number(_ name: String, _ path: WritableKeyPath<Target, Double?>, required: Bool = false) -> Field {
        value(name, path, required: required) { $0.number($1, name) }
    }

    /// Above 0 and below 1.
    static func share(_ name: String, _ path: WritableKeyPath<Target, Double?>) -> Field {
        value(name, path) { $0.share($1, name) }
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ path: WritableKeyPath<Target, Choice>, required: Bool = false
    ) -> Field {
        value(name, path, required: required) { $0.choice($1, name) }
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ path: WritableKeyPath<Target, Choice?>, required: Bool = false
    ) -> Field {
        value(name, path, required: required) { $0.choice($1, name) }
    }

    static func textMap(_ name: String, _ path: WritableKeyPath<Target, [String: String]>) -> Field {
        custom(name) { target, entry, reading in
            if let map = reading.textMap(entry.value, name) { target[keyPath: path] = map }
        }
    }

    static func name<Noun>(
        _ name: String, _ path: WritableKeyPath<Target, Identifier<Noun>>, rule: NameRule, required: Bool = false
    ) -> Field {
        value(name, path, required: required) { reading, node in
            reading.name(node, name, rule: rule).map { Identifier($0) }
        }
    }

    static func name<Noun>(
        _ name: String, _ path: WritableKeyPath<Target, Identifier<Noun>?>, rule: NameRule, required: Bool = false
    ) -> Field {
        value(name, path, required: required) { reading, node in
            reading.name(node, name, rule: rule).map { Identifier($0) }
        }
    }

    /// A name of a VM size that `VMSize` knows.
    static func size(_ name: String, _ path: WritableKeyPath<Target, String>, required: Bool = false) -> Field {
        value(name, path, required: required) { $0.size($1, name) }
    }

    static func size(_ name: String, _ path: WritableKeyPath<Target, String?>) -> Field {
        value(name, path) { $0.size($1, name) }
    }

    /// A version is free text; `version: 1` is the text `1`.
    static func version(_ name: String, _ path: WritableKeyPath<Target, String?>) -> Field {
        value(name, path) { $0.name($1, name, rule: .asset("version")) }
    }
}
