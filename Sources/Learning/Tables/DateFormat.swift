/// A moment as a pattern of `strptime` says it: `%d/%m/%Y %H:%M`.
package struct DateFormat: Sendable, Hashable {
    package let pattern: String
    private let characters: [Character]

    /// Throws for a directive that is not read.
    package init(_ pattern: String) throws(TableFault) {
        let whole = pattern.replacing("%T", with: "%H:%M:%S").replacing("%F", with: "%Y-%m-%d").replacing("%D", with: "%m/%d/%y")
            .replacing("%R", with: "%H:%M")
        self.pattern = pattern
        characters = Array(whole)
        var place = 0
        while let sign = characters[place...].firstIndex(of: "%") {
            let directive = sign + 1 < characters.count ? characters[sign + 1] : " "
            guard "YymdHIMSfpbBaAzZ%".contains(directive) else {
                throw TableFault(
                    "the date format '\(pattern)' has %\(directive), and %Y %y %m %d %H %I %M %S %f %p %b %B %a %A %z are read")
            }
            place = sign + 2
        }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// Nil where the text is not written so, or says a moment that there is not. A zone is passed over.
    package func moment(_ text: String) -> Moment? {
        let text = Array(text)
        var at = 0
        func number(_ most: Int, _ least: Int = 1) -> Int? {
            var (value, count) = (0, 0)
            while at < text.count, count < most, let digit = text[at].wholeNumberValue, text[at].isASCII {
                value = value * 10 + digit
                count += 1
                at += 1
            }
            return count >= least ? value : nil
        }
        func word(_ words: [String], isShort: Bool) -> Int? {
            for (place, word) in words.enumerated() {
                let word = isShort ? String(word.prefix(3)) : word
                if String(text[at...].prefix(word.count)).lowercased() == word {
                    at += word.count
                    return place
                }
            }
            return nil
        }
        var (year, month, day, hour, minute, second) = (1900, 1, 1, 0, 0, 0.0)
        var afternoon: Bool?
        var place = 0
        while place < characters.count {
            let character = characters[place]
            place += 1
            guard character == "%" else {
                if character.isWhitespace {
                    while at < text.count, text[at].isWhitespace { at += 1 }
                } else {
                    guard at < text.count, text[at] == character else { return nil }
                    at += 1
                }
                continue
            }
            let directive = characters[place]
            place += 1
            var read: Int? = 0
            switch directive {
            case "Y":
                read = number(4, 4)
                year = read ?? 0
            case "y":
                read = number(2, 2)
                year = (read ?? 0) + ((read ?? 0) < 69 ? 2000 : 1900)
            case "m":
                read = number(2)
                month = read ?? 0
            case "d":
                read = number(2)
                day = read ?? 0
            case "H", "I":
                read = number(2)
                hour = read ?? 0
                if directive == "I", !(1...12).contains(hour) { return nil }
            case "M":
                read = number(2)
                minute = read ?? 0
            case "S":
                read = number(2)
                second += Double(read ?? 0)
            case "f":
                let start = at
                read = number(6)
                second += Double(read ?? 0) / (0..<(at - start)).reduce(1) { power, _ in power * 10 }
            case "p":
                read = word(["am", "pm"], isShort: false)
                afternoon = read == 1
            case "b", "B":
                read = word(Self.months, isShort: directive == "b")
                month = (read ?? 0) + 1
            case "a", "A": read = word(Self.weekdays, isShort: directive == "a")
            case "z", "Z":
                while at < text.count, text[at].isLetter || text[at].isNumber || "+-:".contains(text[at]) { at += 1 }
            default:
                guard at < text.count, text[at] == "%" else { return nil }
                at += 1
            }
            guard read != nil else { return nil }
        }
        guard at == text.count else { return nil }
        if let afternoon { hour = hour % 12 + (afternoon ? 12 : 0) }
        return Moment(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }
}
