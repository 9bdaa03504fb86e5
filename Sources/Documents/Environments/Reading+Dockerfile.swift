import Domain

/// `build:` of an environment. A Dockerfile is not run; what it installs with pip and conda is what the environment
/// gets, and all else in it is named in a warning.
extension Reading {
    func build(_ node: DocumentNode, into spec: inout EnvironmentSpec) {
        var context = BuildContext(path: "")
        let before = diagnostics.all.count
        fill(&context, from: node, with: EnvironmentFields.build, noun: "\"build\"")
        guard diagnostics.all.count == before else { return }
        let path = "\(context.path)/\(context.dockerfile)"
        guard FilePlace.kind(of: path) == .file else {
            let place = (node["dockerfile_path"] ?? node["path"] ?? node).position
            diagnostics.error("there is no '\(context.dockerfile)' in '\(shownName(of: context.path))'", at: place)
            return
        }
        guard let source = SourceText.read(
            file: path, shownAs: shownName(of: path), diagnostics: diagnostics, wantedAt: node.position)
        else { return }
        spec.build = context
        let reading = Reading(source: source.name, folder: context.path, text: source, diagnostics: diagnostics)
        var reader = DockerfileReader(reading: reading)
        reader.read(Dockerfile(source))
        spec.image = reader.image
        spec.conda = reader.conda
    }
}
