/// The closed list of error kinds. `httpStatus` and `exitCode` are the one table the doors and the command line share.
package enum ErrorCode: String, Codable, Sendable, CaseIterable {
    case invalidArgument, notFound, alreadyExists, invalidState, conflict
    case unsupported, unavailable, timeout, cancelled, `internal`

    package var httpStatus: Int {
        switch self {
        case .invalidArgument: 400
        case .notFound: 404
        case .alreadyExists, .invalidState, .conflict: 409
        case .unsupported: 501
        case .unavailable: 503
        case .timeout: 504
        case .cancelled: 499
        case .internal: 500
        }
    }

    /// sysexits(3) where it has a word for it; 3 for a missing resource, as `az` has it.
    package var exitCode: Int32 {
        switch self {
        case .invalidArgument: 65
        case .notFound: 3
        case .alreadyExists, .invalidState, .conflict: 1
        case .unsupported, .unavailable: 69
        case .timeout: 75
        case .cancelled: 130
        case .internal: 70
        }
    }
}
