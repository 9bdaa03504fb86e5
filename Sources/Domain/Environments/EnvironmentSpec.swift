/// What a job or a deployment runs in: a label for the image, and the packages asked for.
package struct EnvironmentSpec: Codable, Sendable, Hashable {
    package var name: EnvironmentName?
    package var version: String?
    /// Kept as a label; nothing is pulled. An Azure image name may say which Python it holds (`py310`).
    package var image: String?
    package var conda: CondaFile?
    /// Where image and packages were read from, when that was a Dockerfile.
    package var build: BuildContext?
    package var description: String?
    package var tags: [String: String]

    package init(
        name: EnvironmentName? = nil, version: String? = nil, image: String? = nil, conda: CondaFile? = nil,
        build: BuildContext? = nil, description: String? = nil, tags: [String: String] = [:]
    ) {
        self.name = name
        self.version = version
        self.image = image
        self.conda = conda
        self.build = build
        self.description = description
        self.tags = tags
    }
}
