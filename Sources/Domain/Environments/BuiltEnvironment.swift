package import FoundationEssentials

/// An environment as it was built on this box.
package struct BuiltEnvironment: Codable, Sendable {
    /// What went into it, as one name.
    package let key: ContentHash
    package let path: String
    /// The Python it was made with.
    package let interpreter: String
    package let pythonVersion: String
    /// What was asked for, as lines of a requirements file.
    package let requirements: [String]
    /// What is installed, to the version: the lines of its lock file.
    package let packages: [String]
    package let size: ByteCount
    package let builtAt: Date
    package let seconds: Double
    /// `uv`, `pip`, or `link` for an interpreter without packages.
    package let builder: String

    package init(
        key: ContentHash, path: String, interpreter: String, pythonVersion: String, requirements: [String],
        packages: [String], size: ByteCount, builtAt: Date, seconds: Double, builder: String
    ) {
        self.key = key
        self.path = path
        self.interpreter = interpreter
        self.pythonVersion = pythonVersion
        self.requirements = requirements
        self.packages = packages
        self.size = size
        self.builtAt = builtAt
        self.seconds = seconds
        self.builder = builder
    }
}
