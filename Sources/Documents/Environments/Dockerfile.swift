import Domain

/// The instructions of a Dockerfile, each with the place where it begins. Continued lines are joined and comments left
/// out; variables are not filled in.
struct Dockerfile {
    struct Instruction {
        /// In capitals: `RUN`.
        let name: String
        let arguments: String
        let position: SourcePosition

        /// The words behind the name: of a JSON list its texts, else as a shell splits them.
        var words: [String] {
            if arguments.hasPrefix("["), case .array(let items)? = try? JSONParser.parse(arguments) {
                return items.compactMap(\.stringValue)
            }
            return Dockerfile.words(arguments)
        }

        /// The commands of a `RUN`, one after the other.
        var commands: [[String]] {
            if arguments.hasPrefix("[") { return [words] }
            return Dockerfile.commands(arguments).map(Dockerfile.words).filter { !$0.isEmpty }
        }
    }

    let instructions: [Instruction]

    init(_ source: SourceText) {
        var instructions: [Instruction] = []
        var pending = ""
        var start = 0
        let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("#") || (text.isEmpty && pending.isEmpty) { continue }
            if pending.isEmpty { start = index + 1 }
            if text.last == "\\" {
                pending += text.dropLast() + " "
                continue
            }
            let whole = pending + text
            pending = ""
            let name = whole.prefix { !$0.isWhitespace }
            instructions.append(
                Instruction(
                    name: name.uppercased(), arguments: String(whole.dropFirst(name.count).drop { $0.isWhitespace }),
                    position: SourcePosition(source.name, line: start, column: 1)))
        }
        self.instructions = instructions
    }

    /// What `&&`, `||`, `;` and `|` separate, outside of quotes.
    private static func commands(_ text: String) -> [String] {
        var commands = [""]
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if "&|;".contains(character) {
                if commands.last?.isEmpty == false { commands.append("") }
                continue
            }
            commands[commands.count - 1].append(character)
        }
        return commands
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }
}
