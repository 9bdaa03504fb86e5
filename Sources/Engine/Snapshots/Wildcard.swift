/// Shell patterns within one path component: `*`, `?`, `[a-z]`, `[!a]`, and `\` before a character meant as itself.
enum Wildcard {
    typealias Scalars = ArraySlice<Unicode.Scalar>

    static func matches(_ pattern: Scalars, _ name: Scalars) -> Bool {
        var pattern = pattern
        var name = name
        // Where to go on after the last star, should what follows it not match here.
        var retry: (pattern: Scalars, name: Scalars)?
        while !name.isEmpty || !pattern.isEmpty {
            if pattern.first == "*" {
                pattern = pattern.dropFirst()
                retry = (pattern, name)
            } else if let head = name.first, let rest = step(pattern, over: head) {
                pattern = rest
                name = name.dropFirst()
            } else if let again = retry, !again.name.isEmpty {
                name = again.name.dropFirst()
                pattern = again.pattern
                retry = (again.pattern, name)
            } else {
                return false
            }
        }
        return true
    }

    /// The pattern after its first element when that element matches the character.
    private static func step(_ pattern: Scalars, over scalar: Unicode.Scalar) -> Scalars? {
        guard let first = pattern.first else { return nil }
        let rest = pattern.dropFirst()
        switch first {
        case "?":
            return rest
        case "\\":
            guard let meant = rest.first else { return scalar == "\\" ? rest : nil }
            return meant == scalar ? rest.dropFirst() : nil
        case "[":
            guard let (isMember, after) = members(rest, contain: scalar) else { return scalar == "[" ? rest : nil }
            return isMember ? after : nil
        default:
            return first == scalar ? rest : nil
        }
    }

    /// Reads a class after its `[`; nil when it is never closed, and then the bracket means itself.
    private static func members(_ pattern: Scalars, contain scalar: Unicode.Scalar) -> (Bool, Scalars)? {
        var rest = pattern
        var isNegated = false
        if rest.first == "!" || rest.first == "^" {
            isNegated = true
            rest = rest.dropFirst()
        }
        var found = false
        var isFirst = true
        while let head = rest.first {
            if head == "]", !isFirst { return (found != isNegated, rest.dropFirst()) }
            isFirst = false
            var low = head
            rest = rest.dropFirst()
            if low == "\\", let meant = rest.first {
                low = meant
                rest = rest.dropFirst()
            }
            var high = low
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                high = end
                rest = rest.dropFirst(2)
            }
            if low.value <= scalar.value, scalar.value <= high.value { found = true }
        }
        return nil
    }
}
