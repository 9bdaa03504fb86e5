/// What a path asks for.
enum RequestTarget: Equatable {
    case serverHealth
    case health(endpoint: String)
    case score(endpoint: String)
    case swagger(endpoint: String)
    case unknown

    /// Names hold letters, digits and '-' only, so a path with an escape names nothing.
    init(_ path: UnsafeRawBufferPointer) {
        let prefix: StaticString = "/endpoints/"
        guard path.count > prefix.utf8CodeUnitCount,
            path.prefix(prefix.utf8CodeUnitCount).elementsEqual(
                UnsafeRawBufferPointer(
                    start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
        else {
            self = path.count == 1 && path[0] == UInt8(ascii: "/") ? .serverHealth : .unknown
            return
        }
        let rest = path[prefix.utf8CodeUnitCount...]
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        let name = String(decoding: rest[..<end], as: UTF8.self)
        let tail = rest[end...]
        if tail.elementsEqual("/score".utf8) {
            self = .score(endpoint: name)
        } else if tail.isEmpty || tail.elementsEqual("/".utf8) {
            self = .health(endpoint: name)
        } else if tail.elementsEqual("/swagger.json".utf8) {
            self = .swagger(endpoint: name)
        } else {
            self = .unknown
        }
    }
}
