import Domain

/// One line of a pip list. Everything uv and pip read from a requirements file is passed on as it stands.
enum PipEntry: Hashable {
    case line(String)
    case blank
    /// Cannot work, in words for a person.
    case refused(String)

    init(_ written: String) {
        var text = written.trimmingSpaces
        if let comment = text.firstRange(of: " #") { text = String(text[..<comment.lowerBound]).trimmingSpaces }
        guard !text.isEmpty, !text.hasPrefix("#") else {
            self = .blank
            return
        }
        let shown = text.neutralised
        guard !text.contains(where: \.isNewline) else {
            self = .refused("'\(shown)' is more than one line")
            return
        }
        let option = text.prefix { $0 != " " && $0 != "=" }
        switch option {
        case "-e", "--editable":
            self = .refused("'\(shown)': an editable install would tie the environment to a folder that may change")
        case "-r", "--requirement", "-c", "--constraint":
            self = .refused("'\(shown)' names a file the engine cannot see: write its lines here")
        default:
            if text.hasPrefix("./") || text.hasPrefix("../") || text == "." {
                self = .refused("'\(shown)' is relative to a folder the engine does not know: give its absolute path")
            } else if text.hasPrefix("-"), !Self.options.contains(String(option)) {
                self = .refused("'\(shown)' is not an option of a requirements file")
            } else {
                self = .line(text)
            }
        }
    }

    private static let options: Set<String> = [
        "-i", "--index-url", "--extra-index-url", "--no-index", "-f", "--find-links", "--no-binary", "--only-binary",
        "--prefer-binary", "--pre", "--trusted-host", "--require-hashes",
    ]
}

extension String {
    var trimmingSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
