import Domain
import Engine
import Hummingbird
import Logging

/// An error as MLflow's clients expect it: they look at `error_code`.
struct TrackingFault {
    let status: Int
    let code: String
    let message: String

    static func noEndpoint(_ method: String, _ path: some StringProtocol) -> TrackingFault {
        TrackingFault(
            status: 404, code: "ENDPOINT_NOT_FOUND",
            message: "Atelier's tracking API has no \(method) \(String(path.prefix(200)).neutralised)")
    }

    static let unauthenticated = TrackingFault(
        status: 401, code: "UNAUTHENTICATED",
        message: "a token is needed: set MLFLOW_TRACKING_TOKEN, see 'atelier env'")

    static func denied(_ message: String) -> TrackingFault {
        TrackingFault(status: 403, code: "PERMISSION_DENIED", message: message)
    }

    init(status: Int, code: String, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    init(_ error: any Error, logger: Logger) {
        switch error {
        case let error as AtelierError:
            let (status, code) = Self.kind(error.code)
            if status >= 500 {
                logger.error("tracking request failed", metadata: ["error": "\(error)", "cause": "\(error.cause ?? "")"])
            }
            self.init(status: status, code: code, message: error.description)
        case let error as TrackingDenied:
            self = .denied(error.message)
        default:
            logger.error("tracking request failed", metadata: ["error": "\(error)"])
            self.init(status: 500, code: "INTERNAL_ERROR", message: "the engine failed; see 'atelier engine logs'")
        }
    }

    var json: WireWriter {
        var writer = WireWriter()
        writer.object {
            $0.field("error_code", code)
            $0.field("message", message)
        }
        return writer
    }

    private static func kind(_ code: ErrorCode) -> (status: Int, code: String) {
        switch code {
        case .invalidArgument, .invalidState: (400, "INVALID_PARAMETER_VALUE")
        case .alreadyExists: (400, "RESOURCE_ALREADY_EXISTS")
        case .notFound: (404, "RESOURCE_DOES_NOT_EXIST")
        case .conflict: (409, "RESOURCE_CONFLICT")
        case .unsupported: (501, "NOT_IMPLEMENTED")
        case .unavailable: (503, "TEMPORARILY_UNAVAILABLE")
        case .timeout: (504, "DEADLINE_EXCEEDED")
        case .cancelled: (499, "CANCELLED")
        case .internal: (500, "INTERNAL_ERROR")
        }
    }
}
