import Domain

/// The fields of an environment, the same when it has a file of its own and when it is written in place.
enum EnvironmentFields {
    static func fields(isNamed: Bool) -> [Field<EnvironmentSpec>] {
        [
            .name("name", \.name, rule: .asset("environment"), required: isNamed),
            .version("version", \.version),
            .text("image", \.image),
            .custom("conda_file", children: CondaDocument.outline) { spec, entry, reading in
                if let conda = reading.condaFile(entry.value) { spec.conda = conda }
            },
            .text("description", \.description),
            .textMap("tags", \.tags),
            .custom("os_type") { _, entry, reading in
                guard let text = reading.text(entry.value, "os_type"), text.lowercased() != "linux" else { return }
                reading.diagnostics.error(
                    "os_type \"\(text)\" is not supported", at: entry.value.position, hint: "environments are Linux",
                    code: .unsupported)
            }.kept,
            .custom("build", children: build.map(\.outline)) { spec, entry, reading in
                reading.build(entry.value, into: &spec)
            },
            .ignored("inference_config"), .ignored("auto_delete_setting"), .ignored("datastore"),
            .readOnly("id"), .readOnly("latest_version"), .readOnly("intellectual_property"),
            .readOnly("creation_context"),
        ]
    }

    static var build: [Field<BuildContext>] {
        [
            .value("path", \.path, required: true) { $0.existingPath($1, "path", allowing: [.folder]) },
            .text("dockerfile_path", \.dockerfile),
        ]
    }

    static var outline: [FieldOutline] { fields(isNamed: false).map(\.outline) }

    static func checkContent(_ spec: EnvironmentSpec, _ node: DocumentNode, reading: Reading) {
        if let build = node.entries?.first(where: { $0.key == "build" }),
            node["image"] != nil || node["conda_file"] != nil
        {
            reading.diagnostics.error(
                "an environment has a build or an image and a conda_file, not both", at: build.position)
        }
        guard node["image"] == nil, node["conda_file"] == nil, node["build"] == nil else { return }
        reading.diagnostics.error("an environment needs an image or a conda_file", at: node.position)
    }
}

extension Reading {
    /// A map in place, `azureml:name:version`, `azureml:name@label`, a registry URI, or `file:` and the path of an
    /// environment's own file.
    func environment(_ node: DocumentNode) -> EnvironmentReference? {
        if node.entries != nil {
            var spec = EnvironmentSpec()
            fill(&spec, from: node, with: EnvironmentFields.fields(isNamed: false), noun: "the environment")
            EnvironmentFields.checkContent(spec, node, reading: self)
            return .inline(spec)
        }
        guard let text = text(node, "environment") else { return nil }
        if text.hasPrefix("file:") { return environmentFile(node) }
        if !text.hasPrefix("azureml:"), FilePlace.kind(of: absolute(text, at: node.position)) == .file {
            diagnostics.error("\"\(text)\" is not a reference", at: node.position, hint: "write file:\(text)")
            return nil
        }
        return assetReference(node, "environment").map { .registered($0) }
    }

    private func environmentFile(_ node: DocumentNode) -> EnvironmentReference? {
        guard let nested = nestedDocument(node, "environment") else { return nil }
        var spec = EnvironmentSpec()
        nested.reading.fill(
            &spec, from: nested.root, with: EnvironmentDocument.fields, noun: "an environment")
        EnvironmentFields.checkContent(spec, nested.root, reading: nested.reading)
        return .inline(spec)
    }

    func condaFile(_ node: DocumentNode) -> CondaFile? {
        if node.entries != nil { return conda(from: node) }
        guard let nested = nestedDocument(node, "conda_file") else { return nil }
        return nested.reading.conda(from: nested.root)
    }

    func conda(from node: DocumentNode) -> CondaFile {
        var file = CondaDocument.blank()
        fill(&file, from: node, with: CondaDocument.fields, noun: "the conda file")
        return file
    }

    /// Opens a YAML file that this one names. What is wrong in it is told with its own lines and columns.
    private func nestedDocument(_ node: DocumentNode, _ field: String) -> (root: DocumentNode, reading: Reading)? {
        existingPath(node, field, allowing: [.file]).flatMap { nestedDocument(at: $0, wantedAt: node.position) }
    }

    func nestedDocument(
        at path: String, wantedAt position: SourcePosition
    ) -> (root: DocumentNode, reading: Reading)? {
        let shown = shownName(of: path)
        guard let text = SourceText.read(file: path, shownAs: shown, diagnostics: diagnostics, wantedAt: position)
        else { return nil }
        let before = diagnostics.all.count
        guard let root = YAMLReader.read(text, diagnostics: diagnostics) else {
            if diagnostics.all.count == before {
                diagnostics.error("'\(shown)' is empty", at: position)
            }
            return nil
        }
        return (root, Reading(source: shown, folder: FilePlace.folder(of: path), text: text, diagnostics: diagnostics))
    }
}
