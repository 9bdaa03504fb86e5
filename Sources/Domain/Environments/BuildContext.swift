/// `build:` of an environment: a folder with a Dockerfile. Kept to be shown; what Atelier takes from the Dockerfile is
/// in the environment's image and packages.
package struct BuildContext: Codable, Sendable, Hashable {
    /// The folder's absolute path.
    package var path: String
    /// The Dockerfile's path inside it.
    package var dockerfile: String

    package init(path: String, dockerfile: String = "Dockerfile") {
        self.path = path
        self.dockerfile = dockerfile
    }
}
