import Domain

/// Turns the instructions of a Dockerfile into an image's name and packages.
struct DockerfileReader {
    let reading: Reading
    private(set) var image: String?
    private(set) var conda = CondaFile()
    /// Where `COPY` put files of the context: path in the image → path in the context.
    private var copies: [String: String] = [:]

    /// Commands of the `RUN` at hand.
    private var notRun: [String] = []

    init(reading: Reading) {
        self.reading = reading
    }

    private var diagnostics: Diagnostics { reading.diagnostics }

    /// Of no consequence for packages.
    private static let silent: Set<String> = [
        "ARG", "CMD", "ENTRYPOINT", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "SHELL", "STOPSIGNAL",
        "USER", "VOLUME", "WORKDIR",
    ]

    mutating func read(_ file: Dockerfile) {
        for instruction in file.instructions {
            switch instruction.name {
            case "FROM": from(instruction)
            case "RUN":
                notRun = []
                for command in instruction.commands { run(command, at: instruction.position) }
                reportNotRun(at: instruction.position)
            case "COPY", "ADD": copy(instruction)
            case "ENV":
                let names = Self.variables(instruction)
                diagnostics.warning(
                    "ENV \(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") not set: "
                        + "set environment_variables in the job or the deployment", at: instruction.position)
            case let name where Self.silent.contains(name): continue
            default:
                let known = ["FROM", "RUN", "COPY", "ADD", "ENV"] + Self.silent
                diagnostics.error(
                    "unknown instruction \"\(instruction.name)\""
                        + Reading.suggestion(EditDistance.nearest(to: instruction.name, among: known)),
                    at: instruction.position)
            }
        }
        if image == nil {
            diagnostics.error("the Dockerfile has no FROM", at: SourcePosition(reading.source, line: 1, column: 1))
        }
    }

    private mutating func from(_ instruction: Dockerfile.Instruction) {
        guard image == nil else {
            return diagnostics.error(
                "a Dockerfile of several stages is not supported", at: instruction.position,
                hint: "describe the packages with conda_file", code: .unsupported)
        }
        image = instruction.words.first { !$0.hasPrefix("--") }
    }

    private mutating func copy(_ instruction: Dockerfile.Instruction) {
        let words = instruction.words.filter { !$0.hasPrefix("--") }
        guard let target = words.last, words.count > 1 else { return }
        for source in words.dropLast() {
            let isFolder = target.hasSuffix("/") || target.hasSuffix(".") || words.count > 2
            copies[isFolder ? Self.baseName(source) : Self.baseName(target)] = source
        }
    }

    // MARK: RUN

    private mutating func run(_ command: [String], at position: SourcePosition) {
        var words = command[...]
        let program = words.popFirst().map(Self.baseName) ?? ""
        if program.hasPrefix("python"), words.prefix(2) == ["-m", "pip"] {
            words = words.dropFirst(2)
            pip(words, command, at: position)
        } else if program == "pip" || program == "pip3" {
            pip(words, command, at: position)
        } else if ["conda", "mamba", "micromamba"].contains(program) {
            conda(words, command, at: position)
        } else if !["rm", "echo", "mkdir", "true", "cd", "ls", "set"].contains(program) {
            notRun.append(command.joined(separator: " "))
        }
    }

    /// One warning an instruction: a shell's program in a `RUN` would make dozens.
    private func reportNotRun(at position: SourcePosition) {
        guard let text = notRun.first else { return }
        let shown = text.count > 60 ? text.prefix(57) + "…" : text[...]
        let more = notRun.count - 1
        let verb = more == 0 ? "is" : "and \(more) more \(more == 1 ? "command" : "commands") are"
        diagnostics.warning(
            "RUN '\(shown)' \(verb) not run: an environment here is Python packages alone", at: position)
    }

    /// `ENV NAME=VALUE OTHER=…`, or the older `ENV NAME VALUE`.
    private static func variables(_ instruction: Dockerfile.Instruction) -> [String] {
        let words = instruction.words
        guard words.first?.contains("=") == true else { return Array(words.prefix(1)) }
        return words.filter { $0.contains("=") }.map { String($0.prefix { $0 != "=" }) }
    }

    /// Options of `pip install` that change nothing here, and those that take a word.
    private static let harmless: Set<String> = [
        "--no-cache-dir", "-U", "--upgrade", "-q", "--quiet", "--user", "--disable-pip-version-check", "-v",
        "--verbose", "--no-input", "--break-system-packages", "--ignore-installed", "--force-reinstall",
        "--no-warn-script-location", "--root-user-action=ignore", "-y",
    ]
    private static let ofOneWord: Set<String> = ["--default-timeout", "--timeout", "--retries", "--progress-bar"]
    private static let lineOptions: Set<String> = [
        "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--trusted-host",
    ]

    private mutating func pip(_ words: ArraySlice<String>, _ command: [String], at position: SourcePosition) {
        guard words.first == "install" else {
            if words.first != "cache" { notRun.append(command.joined(separator: " ")) }
            return
        }
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            let option = String(word.prefix { $0 != "=" })
            let value = word.hasPrefix("--") && word.contains("=") ? String(word.dropFirst(option.count + 1)) : nil
            if Self.harmless.contains(word) {
                continue
            } else if Self.ofOneWord.contains(option) {
                if value == nil { _ = rest.popFirst() }
            } else if option == "-r" || option == "--requirement" {
                if let file = place(value ?? rest.popFirst(), at: position) {
                    conda.pip += reading.requirements(atPath: file, named: position)
                }
            } else if Self.lineOptions.contains(option) {
                if let text = value ?? rest.popFirst() { conda.pip.append("\(option) \(text)") }
            } else if word == "--pre" {
                conda.pip.append(word)
            } else if word.hasPrefix("-") {
                diagnostics.warning("pip's option \(word) is left out", at: position)
                if ["-c", "--constraint"].contains(word) { _ = rest.popFirst() }
            } else if word == "." || word.hasPrefix("./") || word.hasSuffix(".whl") || word.hasPrefix("/") {
                if let path = place(word, at: position) { conda.pip.append(path) }
            } else if !["pip", "setuptools", "wheel"].contains(word.lowercased()) {
                conda.pip.append(word)
            }
        }
    }

    private mutating func conda(_ words: ArraySlice<String>, _ command: [String], at position: SourcePosition) {
        if words.first == "clean" || words.first == "config" || words.first == "init" { return }
        if words.first == "env", let flag = words.firstIndex(where: { ["-f", "--file"].contains($0) }) {
            guard let file = place(words[(flag + 1)...].first, at: position),
                let nested = reading.nestedDocument(at: file, wantedAt: position)
            else { return }
            let found = nested.reading.conda(from: nested.root)
            conda.channels += found.channels
            conda.dependencies += found.dependencies
            conda.pip += found.pip
            return
        }
        guard words.first == "install" else { return notRun.append(command.joined(separator: " ")) }
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            if ["-c", "--channel", "-n", "--name", "-p", "--prefix"].contains(word) {
                let value = rest.popFirst()
                if word == "-c" || word == "--channel", let value { conda.channels.append(value) }
            } else if !word.hasPrefix("-") {
                conda.dependencies.append(word)
            }
        }
    }

    /// Where a file that the image has under some path lies in the build context.
    private func place(_ written: String?, at position: SourcePosition) -> String? {
        guard let written else {
            diagnostics.error("the command names no file", at: position)
            return nil
        }
        let candidates = [written, copies[Self.baseName(written)], Self.baseName(written)].compactMap(\.self)
        for candidate in candidates {
            let path = FilePlace.absolute(String(candidate.drop { $0 == "/" }), in: reading.folder)
            if path == reading.folder || path.hasPrefix(reading.folder + "/"), FilePlace.kind(of: path) != nil {
                return path
            }
        }
        diagnostics.error(
            "there is no '\(written)' in the build context", at: position, hint: "put it beside the Dockerfile")
        return nil
    }

    private static func baseName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
