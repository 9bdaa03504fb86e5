/// A conda environment file as written: `python=3.10`, `pip`, other conda packages, and the pip list.
package struct CondaFile: Codable, Sendable, Hashable {
    package var name: String?
    package var channels: [String]
    /// The conda entries in their order, e.g. `python=3.10`, `numpy>=1.22,<2`, `conda-forge::scipy`.
    package var dependencies: [String]
    /// The entries under `pip:`, as pip would read them in a requirements file.
    package var pip: [String]

    package init(name: String? = nil, channels: [String] = [], dependencies: [String] = [], pip: [String] = []) {
        self.name = name
        self.channels = channels
        self.dependencies = dependencies
        self.pip = pip
    }
}
