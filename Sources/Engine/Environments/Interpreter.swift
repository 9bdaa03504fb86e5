/// A Python on this box.
package struct Interpreter: Sendable, Hashable {
    /// The program itself, every link followed.
    package let path: String
    /// Major, minor and patch.
    package let version: PythonVersion

    package init(path: String, version: PythonVersion) {
        self.path = path
        self.version = version
    }
}

extension Interpreter {
    /// The one that is what was asked for: nearest to the preferred version, the newest patch, the first found.
    static func fitting(_ request: PythonRequest?, among found: [Interpreter]) -> Interpreter? {
        guard let request else { return nearest(to: .standard, among: found) }
        return nearest(to: request.preferred, among: found.filter { request.admits($0.version) })
    }

    /// The nearest version; the newer of two as near. Python 2 is never near.
    static func nearest(to version: PythonVersion, among found: [Interpreter]) -> Interpreter? {
        found.filter { $0.version.major == version.major }.enumerated().min { left, right in
            let (a, b) = (version.distance(to: left.element.version), version.distance(to: right.element.version))
            return a == b ? left.offset < right.offset : a < b
        }?.element
    }
}
