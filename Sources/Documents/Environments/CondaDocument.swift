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
            if let path = text.removing(prefix: "-r ") ?? text.removing(prefix: "--requirement ") {
                file.pip += requirements(path, at: item.position)
            } else if text.hasPrefix("./") || text.hasPrefix("../") {
                file.pip.append(absolute(text, at: item.position))
            } else {
                file.pip.append(text)
            }
        }
    }

    /// The lines of a requirements file that the conda file names, which pip would look for in the conda file's folder.
    private func requirements(_ written: String, at position: SourcePosition) -> [String] {
        let place = DocumentNode.text(String(written.drop { $0 == " " }), at: position)
        guard let path = existingPath(place, "pip", allowing: [.file]),
            let source = SourceText.read(
                file: path, shownAs: shownName(of: path), diagnostics: diagnostics, wantedAt: position)
        else { return [] }
        return source.text.split(whereSeparator: \.isNewline).map { line in
            let end = line.firstRange(of: " #")?.lowerBound ?? line.endIndex
            return String(line[..<end]).trimmed
        }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest.drop(while: \.isWhitespace))
    }
}
