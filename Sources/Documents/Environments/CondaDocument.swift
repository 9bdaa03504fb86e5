package import Domain

/// A conda environment file: `name`, `channels`, and `dependencies` with its `pip:` list.
package enum CondaDocument: Document {
    package static let noun = "conda file"
    package static let schemas: Set<String> = []

    package static func blank() -> CondaFile { CondaFile() }

    package static var fields: [Field<CondaFile>] {
        [
            .text("name", \.name),
            .value("channels", \.channels) { $0.textList($1, "channels") },
            .custom("dependencies", children: [FieldOutline("pip", .works)]) { file, entry, reading in
                reading.dependencies(entry.value, into: &file)
            },
            .ignored("variables"), .ignored("platforms"), .ignored("prefix"),
        ]
    }

    package static func finish(_ draft: CondaFile, root: DocumentNode, reading: Reading) -> CondaFile { draft }
}

extension Reading {
    func textList(_ node: DocumentNode, _ field: String) -> [String]? {
        guard case .sequence(let items) = node.content else {
            diagnostics.error("\"\(field)\" must be a list, not \(node.kind)", at: node.position)
            return nil
        }
        return items.compactMap { text($0, field) }
    }

    fileprivate func dependencies(_ node: DocumentNode, into file: inout CondaFile) {
        guard case .sequence(let items) = node.content else {
            diagnostics.error(
                "\"dependencies\" must be a list, not \(node.kind)", at: node.position,
                hint: "start every package with \"- \"")
            return
        }
        for item in items {
            guard let entries = item.entries else {
                if let text = text(item, "dependencies"), checkPackage(text, at: item.position) {
                    file.dependencies.append(text)
                }
                continue
            }
            for entry in entries {
                guard entry.key == "pip" else {
                    diagnostics.error(
                        "\"\(entry.key)\" is not a list of packages"
                            + Self.suggestion(EditDistance.nearest(to: entry.key, among: ["pip"])),
                        at: entry.position, hint: "write \(entry.key)=VERSION, or pip: and a list")
                    continue
                }
                if !entry.value.isNull { pip(entry.value, into: &file) }
            }
        }
    }

    /// `numpy`, `python=3.10`, `conda-forge::scipy >=1.7,<2`
    private func checkPackage(_ text: String, at position: SourcePosition) -> Bool {
        let name = text.firstRange(of: "::").map { text[$0.upperBound...] } ?? text[...]
        guard let first = name.first, first.isLetter || first.isNumber || first == "_" else {
            diagnostics.error("\"\(text)\" is not a conda package", at: position, hint: "write NAME=VERSION")
            return false
        }
        return true
    }

    private func pip(_ node: DocumentNode, into file: inout CondaFile) {
        guard case .sequence(let items) = node.content else {
            diagnostics.error("\"pip\" must be a list, not \(node.kind)", at: node.position)
            return
        }
        for item in items {
            guard item.entries == nil else {
                diagnostics.error(
                    "a pip entry must be text, not a map", at: item.position, hint: "write NAME==VERSION")
                continue
            }
            guard let text = text(item, "pip") else { continue }
            file.pip += pipLine(text, at: item.position)
        }
    }

    /// One line for pip, with what it names of other files and folders put in: pip would look for them in the folder
    /// of the file that the line stands in.
    private func pipLine(_ text: String, at position: SourcePosition) -> [String] {
        let option = text.hasPrefix("-") ? String(text.prefix { $0 != " " && $0 != "=" }) : ""
        let value = text.dropFirst(option.count).drop { $0 == " " || $0 == "=" }
        switch option {
        case "-r", "--requirement":
            let place = DocumentNode.text(String(value), at: position)
            guard let path = existingPath(place, "pip", allowing: [.file]) else { return [] }
            return requirements(atPath: path, named: position)
        case "-f", "--find-links":
            guard Self.isLocal(String(value)) else { return [text] }
            return existingPath(.text(String(value), at: position), "pip").map { ["\(option) \($0)"] } ?? []
        case "" where text.hasPrefix("./") || text.hasPrefix("../") || Self.isWheel(text):
            return existingPath(.text(text, at: position), "pip").map { [$0] } ?? []
        default:
            return [text]
        }
    }

    /// A local archive by its name alone: `wheels/atelier-1.0-py3-none-any.whl`.
    private static func isWheel(_ text: String) -> Bool {
        let ends = [".whl", ".tar.gz", ".zip"].contains { text.hasSuffix($0) }
        return ends && isLocal(text) && !text.hasPrefix("/") && !text.contains(" @ ")
    }

    /// The lines of a requirements file that a document names at `position`, with those of the files that it names.
    func requirements(atPath path: String, named position: SourcePosition, depth: Int = 0) -> [String] {
        guard depth < 8 else {
            diagnostics.error("'\(shownName(of: path))' names itself by way of other files", at: position)
            return []
        }
        guard let source = SourceText.read(
            file: path, shownAs: shownName(of: path), diagnostics: diagnostics, wantedAt: position)
        else { return [] }
        let reading = Reading(
            source: source.name, folder: FilePlace.folder(of: path), text: source, diagnostics: diagnostics)
        let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.enumerated().flatMap { index, line -> [String] in
            let end = line.firstRange(of: " #")?.lowerBound ?? line.endIndex
            let text = String(line[..<end]).trimmed
            guard !text.isEmpty, !text.hasPrefix("#") else { return [] }
            let place = SourcePosition(source.name, line: index + 1, column: 1)
            for option in ["-r", "--requirement"] where text.hasPrefix(option) {
                let value = text.dropFirst(option.count).drop { $0 == " " || $0 == "=" }
                guard let next = reading.existingPath(.text(String(value), at: place), "pip", allowing: [.file]) else {
                    return []
                }
                return reading.requirements(atPath: next, named: place, depth: depth + 1)
            }
            return reading.pipLine(text, at: place)
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest.drop(while: \.isWhitespace))
    }
}
