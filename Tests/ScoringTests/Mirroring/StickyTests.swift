import Domain
import NIOCore
import Testing

@testable import Scoring

@Suite struct StickyTests {
    private func head(_ fields: String) throws -> RequestHead {
        try RequestHeadReader.read(ByteBuffer(string: "POST /score HTTP/1.1\r\nHost: x\r\n\(fields)\r\n"))
    }

    @Test func aHeaderIsFoundInAnySpelling() throws {
        let place = try #require(try head("X-User-Id: ada\r\n").place(ofHeader: "x-user-id"))
        #expect(try head("Other: 1\r\nx-user-id:ada \t\r\nLast: 2\r\n").place(ofHeader: "x-user-id") == place)
        #expect(try head("X-User-Id: bob\r\n").place(ofHeader: "x-user-id") != place)
        #expect(try head("X-User-Id:  \r\n").place(ofHeader: "x-user-id") == nil)
        #expect(try head("X-User-Idx: ada\r\nX_User-Id: ada\r\n").place(ofHeader: "x-user-id") == nil)
    }

    /// Ten thousand users: the shares come out, and whoever is with the new deployment stays with it as it grows.
    @Test func nobodyGoesBackWhileTheShareGrows() throws {
        var before: Set<Int> = []
        for share in [1, 5, 25, 50] {
            var traffic: [DeploymentName: Int] = ["green": share]
            traffic["blue"] = 100 - share
            let route = CompiledRoute(
                EndpointRoute(
                    endpoint: "iris", keys: [], traffic: try TrafficSplit(traffic), deployments: [:],
                    absent: ["blue": AbsentDeployment(reason: "blue"), "green": AbsentDeployment(reason: "green")],
                    sticky: StickyRule(header: "x-user", first: "green")))
            let users = try Set((0..<10_000).filter { user in
                let head = try head("x-user: \(user)\r\n")
                let names = (0..<2).map { _ in route.choose(head).answering?.reason }
                #expect(names[0] == names[1])
                return names[0] == "green"
            })
            #expect(abs(users.count - share * 100) < 60 + share * 4, "\(users.count) for \(share) %")
            #expect(before.isSubset(of: users))
            before = users
        }
    }
}

extension CompiledRoute.Target {
    fileprivate var reason: String? {
        if case .absent(let deployment) = self { deployment.reason } else { nil }
    }
}
