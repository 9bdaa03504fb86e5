import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct ControlRouteTests {
    @Test func namedPartsAreFilledAndEncoded() {
        #expect(
            JobRoutes.show.filled(with: ["workspace": "my ws", "job": "a/../b"])
                == "/v1/workspaces/my%20ws/jobs/a%2F..%2Fb")
    }

    @Test(arguments: ["plain", "with space", "ümlaut/slash?&=#%", "", "..%2F"])
    func encodingIsUndone(text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    }

    @Test(arguments: ["%", "%4", "%GG", "%FF"])
    func whatIsNotWellFormedIsRefused(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }

    @Test func timesKeepTheirMilliseconds() throws {
        let time = Date(timeIntervalSince1970: 1_700_000_000.125)
        let context = CreationContext(at: time, by: "me")
        let decoded = try ControlCoding.decode(CreationContext.self, from: ControlCoding.encode(context))
        #expect(abs(decoded.createdAt.timeIntervalSince(time)) < 0.001)
    }

    @Test func anErrorCrossesWithoutItsCause() throws {
        struct Secret: Error {}
        let error = AtelierError(.notFound, "no job 'x'", hint: "list them", subject: "job x", cause: Secret())
        let data = try ControlCoding.encode(ErrorEnvelope(error: error))
        #expect(!String(decoding: data, as: UTF8.self).contains("Secret"))
        let decoded = try ControlCoding.decode(ErrorEnvelope.self, from: data).error
        #expect(decoded.code == .notFound && decoded.message == "no job 'x'" && decoded.hint == "list them")
    }
}
