/// `requirements.lock` of a build: what `pip freeze` says is installed.
enum LockFile {
    static func path(in prefix: String) -> String { prefix + "/requirements.lock" }

    /// The pins alone: uv says on standard error which Python it looks at, and warnings.
    static func pins(in text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { line in
            guard let first = line.first, first.isASCII, first.isLetter || first.isNumber || first == "-" else {
                return false
            }
            return line.hasPrefix("-e ") || line.contains(" @ ") || line.firstRange(of: "==") != nil
        }
    }
}
