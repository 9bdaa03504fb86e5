import Domain

/// `midnight.toml`.
package enum ThemeDocument: Document {
    package static let noun = "theme"
    package static let schemas: Set<String> = []

    package static func blank() -> ThemeFile { ThemeFile() }

    package static var fields: [Field<ThemeFile>] {
        [
            .value("name", \.name) { $0.word($1, "name") },
            .value("inherits", \.inherits) { $0.word($1, "inherits") },
            .choice("appearance", \.appearance),
            .choice("depth", \.depth),
            .boolean("hidden", \.isHidden),
            .custom("palette") { file, entry, reading in
                file.palette = reading.named(entry, "a map of names and colours") { reading.word($0.value, $0.key) }
            },
            roles(\.main),
            series(\.main),
            .group("depth16", [roles(\.sixteen), series(\.sixteen)]),
            .group("mono", [roles(\.mono)]),
            .group("glyphs", [.choice("set", \.glyphs), .choice("border", \.border)]),
        ]
    }

    package static func nodes(of source: SourceText, diagnostics: Diagnostics) -> DocumentNode? {
        TOMLReader.read(source, diagnostics: diagnostics)
    }

    package static func finish(_ draft: ThemeFile, root: DocumentNode, reading: Reading) -> ThemeFile {
        let file = reading.source.split(separator: "/").last.map(String.init) ?? ""
        if let name = draft.name, name.text + ".toml" != file {
            reading.diagnostics.error(
                "the theme is named \"\(name.text)\" and its file \"\(file)\"", at: name.position,
                hint: "a theme goes by its file's name: rename one of them")
        }
        return draft
    }

    private static func roles(_ section: WritableKeyPath<ThemeFile, ThemeFile.Section>) -> Field<ThemeFile> {
        .custom("roles", children: lookFields.map(\.outline)) { file, entry, reading in
            file[keyPath: section].roles = reading.named(entry, "a map of roles") { entry in
                guard entry.value.entries != nil else {
                    reading.diagnostics.error(
                        "\"\(entry.key)\" must be a look, not \(entry.value.kind)", at: entry.value.position,
                        hint: "write \"\(entry.key)\" = { fg = \"…\" }")
                    return nil
                }
                var look = ThemeFile.Look()
                reading.fill(&look, from: entry.value, with: lookFields, noun: "\"\(entry.key)\"")
                return look
            }
        }
    }

    private static var lookFields: [Field<ThemeFile.Look>] {
        [
            .value("fg", \.foreground) { $0.word($1, "fg") },
            .value("bg", \.background) { $0.word($1, "bg") },
        ]
            + ThemeFile.Attribute.allCases.map { attribute in
                .custom(attribute.rawValue) { look, entry, reading in
                    if reading.boolean(entry.value, entry.key) == true { look.attributes.insert(attribute) }
                }
            }
    }

    private static func series(_ section: WritableKeyPath<ThemeFile, ThemeFile.Section>) -> Field<ThemeFile> {
        let order = Field<ThemeFile>.custom("order", required: true) { file, entry, reading in
            guard case .sequence(let nodes) = entry.value.content, !nodes.isEmpty else {
                reading.diagnostics.error("\"order\" must be a list of colours", at: entry.value.position)
                return
            }
            file[keyPath: section].series = nodes.compactMap { reading.word($0, "order") }
        }
        return .group("series", [order])
    }
}

extension Reading {
    fileprivate func word(_ node: DocumentNode, _ field: String) -> PlacedWord? {
        text(node, field).map { PlacedWord(text: $0, position: node.position) }
    }

    fileprivate func named<Value: Sendable & Hashable>(
        _ entry: DocumentEntry, _ kind: String, _ read: (DocumentEntry) -> Value?
    ) -> [ThemeFile.Entry<Value>] {
        guard let entries = entry.value.entries else {
            diagnostics.error("\"\(entry.key)\" must be \(kind), not \(entry.value.kind)", at: entry.value.position)
            return []
        }
        return entries.compactMap { entry in
            read(entry).map {
                ThemeFile.Entry(name: PlacedWord(text: entry.key, position: entry.position), value: $0)
            }
        }
    }
}
