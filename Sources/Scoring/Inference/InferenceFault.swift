/// Why a request cannot be scored, in a sentence for the client; each dialect has its own form for it.
package struct InferenceFault: Error, Sendable, Hashable {
    /// The HTTP status: 400 for what is wrong with the request, 500 for what is wrong with the model.
    package var status: Int
    package var message: String

    package init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }

    /// With 400.
    package init(_ message: String) {
        self.init(400, message)
    }
}
