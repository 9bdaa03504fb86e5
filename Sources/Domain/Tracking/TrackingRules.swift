/// What MLflow allows names and ids to be. The texts are those its clients and their users know.
package enum TrackingRules {
    /// Metric, parameter and tag keys: letters, digits, `_ - . space : /`, and the same after path normalisation.
    package static func checkKey(_ key: String, path: String) throws {
        guard key.count <= TrackingLimits.keyLength else {
            throw tooLong(path, TrackingLimits.keyLength)
        }
        guard !key.isEmpty, key.unicodeScalars.allSatisfy(isKeyScalar), isNormalPath(key) else {
            throw AtelierError(
                .invalidArgument,
                "Invalid value \"\(key.neutralised)\" for parameter '\(path)' supplied: Names may only contain "
                    + "alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/), "
                    + "and must name one place: no leading '/', no '.' or '..' parts.")
        }
    }

    package static func checkLength(_ value: String, atMost limit: Int, path: String) throws {
        // Bytes first: they are at least as many as the characters, and cost nothing to count.
        guard value.utf8.count <= limit || value.unicodeScalars.count <= limit else { throw tooLong(path, limit) }
    }

    package static func checkRunID(_ id: String, path: String = "run_id") throws {
        try checkID(id, longest: 256, path: path)
    }

    package static func checkExperimentID(_ id: String, path: String = "experiment_id") throws {
        try checkID(id, longest: 64, path: path)
    }

    package static func checkExperimentName(_ name: String) throws {
        guard !name.isEmpty, name.contains(where: { !$0.isWhitespace }) else {
            throw AtelierError(
                .invalidArgument, "Invalid value \"\(name)\" for parameter 'name' supplied: name must not be empty.")
        }
        try checkLength(name, atMost: TrackingLimits.experimentNameLength, path: "name")
        guard !name.contains("\0") else {
            throw AtelierError(.invalidArgument, "Invalid value for parameter 'name' supplied: it holds a NUL.")
        }
    }

    /// A location a client chose for an experiment's artifacts.
    package static func checkArtifactLocation(_ location: String) throws {
        let isHostile = location.utf8.contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") || $0 == 0 }
            || location.contains("%2e") || location.contains("%2E")
            || location.pathParts.contains("..")
        guard !isHostile else {
            throw AtelierError(
                .invalidArgument,
                "Invalid value \"\(location.neutralised)\" for parameter 'artifact_location' supplied: it may not hold "
                    + "'..', '#' or '?'.")
        }
    }

    private static func checkID(_ id: String, longest: Int, path: String) throws {
        let scalars = id.unicodeScalars
        guard let first = scalars.first, isAlphanumeric(first), scalars.count <= longest,
            scalars.allSatisfy({ isAlphanumeric($0) || $0 == "_" || $0 == "-" })
        else {
            throw AtelierError(
                .invalidArgument, "Invalid value \"\(id.neutralised)\" for parameter '\(path)' supplied.")
        }
    }

    private static func tooLong(_ path: String, _ limit: Int) -> AtelierError {
        AtelierError(.invalidArgument, "'\(path)' exceeds the maximum length of \(limit) characters")
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "/", "_", ".", "-", " ", ":": true
        default: isAlphanumeric(scalar) || (!scalar.isASCII && scalar.properties.isAlphabetic)
        }
    }

    /// Whether path normalisation would leave the name as it is.
    private static func isNormalPath(_ name: String) -> Bool {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }) else { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
