/// What a path asks for.
enum RequestTarget: Equatable {
    case serverHealth
    case metrics
    case health(endpoint: String)
    case score(endpoint: String)
    case swagger(endpoint: String)
    case dialect(endpoint: String, DialectTarget)
    case unknown

    /// Names hold letters, digits and '-' only, so a path with an escape names nothing.
    init(_ path: UnsafeRawBufferPointer) {
        let prefix: StaticString = "/endpoints/"
        guard path.count > prefix.utf8CodeUnitCount,
            path.prefix(prefix.utf8CodeUnitCount).elementsEqual(
                UnsafeRawBufferPointer(
                    start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
        else {
            self = Self.outsideEndpoints(path)
            return
        }
        let rest = path[prefix.utf8CodeUnitCount...]
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        let name = String(decoding: rest[..<end], as: UTF8.self)
        let tail = rest[end...]
        if tail.elementsEqual("/score".utf8) {
            self = .score(endpoint: name)
        } else if tail.isEmpty || tail.elementsEqual("/".utf8) {
            self = Self.named(name[...]) ?? .health(endpoint: name)
        } else if tail.elementsEqual("/swagger.json".utf8) {
            self = .swagger(endpoint: name)
        } else if let target = DialectTarget(tail) {
            self = .dialect(endpoint: name, target)
        } else {
            self = .unknown
        }
    }

    private static func outsideEndpoints(_ path: UnsafeRawBufferPointer) -> RequestTarget {
        if path.count == 1, path[0] == UInt8(ascii: "/") { return .serverHealth }
        if path.elementsEqual("/metrics".utf8) { return .metrics }
        // Vertex AI's own address of an endpoint.
        guard path.starts(with: "/v1/projects/".utf8) else { return .unknown }
        let parts = String(decoding: path, as: UTF8.self).split(separator: "/")
        guard parts.count == 7, parts[3] == "locations", parts[5] == "endpoints" else { return .unknown }
        return named(parts[6]) ?? .unknown
    }

    /// `NAME:predict`
    private static func named(_ text: Substring) -> RequestTarget? {
        let (name, verb) = DialectTarget.verb(text)
        guard let verb else { return nil }
        return verb == "predict" ? .dialect(endpoint: name, DialectTarget(.vertex, .score(nil))) : .unknown
    }
}
