package import Domain

/// What an environment is made of, decided from what was written: a Python and lines for pip. Pure.
package struct EnvironmentRecipe: Sendable, Hashable {
    /// The Python asked for; nil when nothing says, and then any near the standard one will do.
    package var python: PythonRequest?
    /// Lines of a requirements file, in the order written: conda's own packages first, then the pip list.
    package var requirements: [String]
    /// What is in those that are files or folders of this box, once somebody has looked.
    var contents: [ContentHash] = []
    /// What was left out or read differently, in words for a person.
    package var warnings: [String]

    package init(python: PythonRequest? = nil, requirements: [String] = [], warnings: [String] = []) {
        self.python = python
        self.requirements = requirements
        self.warnings = warnings
    }

    /// Reads a spec. The Python is the one the conda file names, else the one the image's name tells.
    ///
    /// Throws `unsupported`, naming every entry that cannot be had here and why.
    package init(_ spec: EnvironmentSpec) throws {
        self.init(python: spec.image.flatMap(Self.python(inImage:)).map { PythonRequest($0) })
        var refused: [String] = []
        for entry in spec.conda?.dependencies ?? [] {
            switch CondaEntry(entry).meaning {
            case .python(let request): python = request ?? python
            case .requirement(let line, let warning):
                requirements.append(line)
                if let warning { warnings.append(warning) }
            case .nothing: continue
            case .refused(let reason): refused.append(reason)
            }
        }
        for line in spec.conda?.pip ?? [] {
            switch PipEntry(line) {
            case .line(let text): requirements.append(text)
            case .blank: continue
            case .refused(let reason): refused.append(reason)
            }
        }
        guard refused.isEmpty else {
            throw AtelierError(
                .unsupported, "the environment cannot be built here: \(refused.joined(separator: "; "))",
                hint: "Atelier installs from PyPI: put the package's PyPI name under 'pip:', or leave it out")
        }
    }

    /// Whether the interpreter alone is all there is to it.
    package var isBare: Bool { requirements.isEmpty }

    /// What was asked and what it is built with, as one name. Comments and warnings do not count; the order of
    /// requirements does.
    package func key(interpreter version: PythonVersion) -> ContentHash {
        let lines = requirements.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        let all = ["atelier environment \(Self.format)", "python \(version)"] + lines + contents.map(\.rawValue)
        return FileContent.hash(ofText: all.joined(separator: "\n"))
    }

    /// Raised when environments are built in another way, so that old ones are not taken for new ones.
    static let format = 1

    /// `…-py310-…`, `python3.11`, `python:3.12-slim`
    static func python(inImage image: String) -> PythonVersion? {
        let name = image.lowercased()
        for match in ["python:", "python-", "python", "py"] {
            var rest = name[...]
            while let range = rest.firstRange(of: match) {
                rest = rest[range.upperBound...]
                let isWord = name[..<range.lowerBound].last.map { !$0.isLetter } ?? true
                let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
                guard isWord, !digits.isEmpty else { continue }
                if digits.contains("."), let version = PythonVersion(digits.trimmingDots), version.minor != nil {
                    return version
                }
                // py38, py310: one digit of major, the rest is minor.
                if !digits.contains("."), digits.count > 1, digits.count < 4, digits.first == "3",
                    let minor = Int(digits.dropFirst())
                {
                    return PythonVersion(3, minor)
                }
            }
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmingDots: Substring {
        var text = self
        while text.last == "." { text.removeLast() }
        return text
    }
}
