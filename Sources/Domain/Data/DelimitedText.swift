/// CSV and its kin. Fields in quotes may hold separators, quotes and line ends (RFC 4180); a line end in one becomes a
/// space, and empty lines are no rows.
package enum DelimitedText {
    package static func rows(of text: String, separator: Character) -> [[String]] {
        var (rows, row, field): ([[String]], [String], String) = ([], [], "")
        var isQuoted = false
        var characters = text.makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            if isQuoted {
                if character != "\"" {
                    field.append(character.isNewline ? " " : character)
                } else if next == "\"" {
                    field.append("\"")
                    next = characters.next()
                } else {
                    isQuoted = false
                }
            } else if character == "\"", field.isEmpty {
                isQuoted = true
            } else if character == separator {
                row.append(field)
                field = ""
            } else if character.isNewline {
                if !(row.isEmpty && field.isEmpty) { rows.append(row + [field]) }
                (row, field) = ([], "")
            } else {
                field.append(character)
            }
        }
        return row.isEmpty && field.isEmpty ? rows : rows + [row + [field]]
    }
}
