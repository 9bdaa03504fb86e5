import ArgumentParser
import Domain

/// `--registry-name` in place of a workspace: known, so that a script is told what is the matter.
struct RegistryOption: ParsableArguments {
    @Option(help: "A registry; there is none.")
    var registryName: String?

    /// Throws `unsupported`, naming the registry.
    func refuse(but known: String? = nil) throws {
        guard let registryName, registryName != known else { return }
        throw AtelierError(
            .unsupported, "registries are not supported yet, so there is no '\(registryName.neutralised)'",
            hint: "leave --registry-name out to use the workspace's own")
    }
}
