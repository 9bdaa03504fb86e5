/// Every error a person can meet: what happened in one sentence naming the thing, and what to do next.
package struct AtelierError: Error, Codable, Sendable {
    package let code: ErrorCode
    package let message: String
    /// The next step, in a few words; often a command.
    package let hint: String?
    /// What the error is about, e.g. `job brave_fox_x1` or `job.yml:14:3`.
    package let subject: String?
    /// What lay beneath. Logged by the engine, never sent over a wire.
    package let cause: String?

    package init(
        _ code: ErrorCode, _ message: String, hint: String? = nil, subject: String? = nil, cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.subject = subject
        self.cause = cause.map { String(describing: $0) }
    }

    private enum CodingKeys: String, CodingKey {
        case code, message, hint, subject
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(ErrorCode.self, forKey: .code)
        message = try container.decode(String.self, forKey: .message)
        hint = try container.decodeIfPresent(String.self, forKey: .hint)
        subject = try container.decodeIfPresent(String.self, forKey: .subject)
        cause = nil
    }
}

extension AtelierError: CustomStringConvertible {
    package var description: String {
        hint.map { "\(message); \($0)" } ?? message
    }
}
