/// A request that cannot be understood or will not be taken. The connection is closed after the answer.
struct HTTPFault: Error, Equatable {
    let status: Int
    let message: String

    init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }

    static func malformed(_ message: String) -> HTTPFault { HTTPFault(400, message) }
}
