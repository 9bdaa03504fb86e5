import Domain

/// Says in a sentence why packages could not be installed. Pure.
enum BuildFailure {
    /// `said` is the end of what uv or pip printed.
    static func error(said: [String], requirements: [String], log: String) -> AtelierError {
        let text = said.joined(separator: "\n")
        let lower = text.lowercased()
        let isOffline = isOffline(text)
        let shown = shown(said)
        let culprit = requirements.last { lower.mentions(name(of: $0)) }
        let subject = culprit.map { "'\($0.neutralised)' cannot be installed" } ?? "the packages cannot be installed"
        if isDiskFull(text) { return diskIsFull(subject, culprit) }
        return AtelierError(
            isOffline ? .unavailable : .invalidArgument, "\(subject): \(shown)",
            hint: isOffline
                ? "check the network, or name a reachable index in PIP_INDEX_URL; the whole log is \(log)"
                : "correct it in the conda file; the whole log is \(log)",
            subject: culprit)
    }

    /// The same for what goes before any package: making the folder, installing pip itself. The conda file has no part
    /// in it.
    static func ground(said: [String], interpreter: Interpreter, log: String) -> AtelierError {
        let text = said.joined(separator: "\n")
        let subject = "no environment of Python \(interpreter.version) (\(interpreter.path.neutralised)) can be made"
        if isDiskFull(text) { return diskIsFull(subject, nil) }
        if lacksVenv(text) {
            return AtelierError(
                .unavailable, "\(subject): its venv or ensurepip is missing",
                hint: "install python3-venv (\(venvPackage(of: interpreter)) on Debian and Ubuntu) and try again; "
                    + "the whole log is \(log)")
        }
        return AtelierError(
            .unavailable, "\(subject): \(shown(said))",
            hint: isOffline(text)
                ? "check the network, or name a reachable index in PIP_INDEX_URL; the whole log is \(log)"
                : "the whole log is \(log)")
    }

    /// Why pip did not install a tool, as part of a sentence.
    static func reason(said text: String, by interpreter: Interpreter) -> String {
        if isDiskFull(text) { return "the disk is full" }
        if isOffline(text) { return "the package index cannot be reached" }
        if lacksVenv(text) {
            return "Python \(interpreter.version) has no pip and cannot make a venv: install python3-venv "
                + "(\(venvPackage(of: interpreter)) on Debian and Ubuntu)"
        }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
        guard let line = lines.first(where: { $0.hasPrefix("ERROR: ") }) ?? lines.last else {
            return "pip of Python \(interpreter.version) did not install it"
        }
        return "pip of Python \(interpreter.version) says '\(line.removing(prefix: "ERROR: ") ?? line)'"
            .prefix(240).description.neutralised
    }

    static func isOffline(_ text: String) -> Bool {
        let lower = text.lowercased()
        return networkSigns.contains { lower.contains($0) }
    }

    private static func isDiskFull(_ text: String) -> Bool { text.lowercased().contains("no space left") }

    private static func diskIsFull(_ subject: String, _ culprit: String?) -> AtelierError {
        AtelierError(
            .unavailable, "\(subject): the disk is full", hint: "free some space and try again", subject: culprit)
    }

    private static func lacksVenv(_ text: String) -> Bool {
        ["ensurepip is not available", "No module named ensurepip", "No module named venv", "'-m', 'ensurepip'"]
            .contains { text.contains($0) }
    }

    private static func venvPackage(of interpreter: Interpreter) -> String {
        let version = interpreter.version
        return "python\(PythonVersion(version.major, version.minor))-venv"
    }

    private static func shown(_ said: [String]) -> String {
        said.suffix(6).map { String($0.drop { "×╰─▶│├ ".contains($0) }) }.filter { !$0.isEmpty }
            .joined(separator: " ").neutralised
    }

    private static let networkSigns = [
        "failed to fetch", "error sending request", "dns error", "could not connect", "connection refused",
        "network is unreachable", "newconnectionerror", "connecttimeouterror", "readtimeouterror", "proxyerror", "temporary failure in name resolution", "operation timed out",
    ]

    /// `scikit-learn==1.5.0` → `scikit-learn`; empty for options.
    private static func name(of requirement: String) -> String {
        guard !requirement.hasPrefix("-") else { return "" }
        return requirement.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }.lowercased()
    }
}

extension String {
    /// Whether a word occurs as a whole word.
    fileprivate func mentions(_ word: String) -> Bool {
        guard !word.isEmpty else { return false }
        var rest = self[...]
        while let range = rest.firstRange(of: word) {
            let before = rest[..<range.lowerBound].last
            let after = rest[range.upperBound...].first
            let isPart = { (character: Character?) in
                character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ?? false
            }
            if !isPart(before), !isPart(after) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
