import Domain
import Testing

@Suite struct NameRuleTests {
    @Test(arguments: ["iris-endpoint", "abc", "A1b2"])
    func endpointsMayBeCalled(name: String) throws {
        try NameRule.endpoint("endpoint").check(name)
    }

    @Test(arguments: ["", "ab", "1abc", "abc-", "a_b_c", String(repeating: "a", count: 33), "naïve"])
    func endpointsMayNotBeCalled(name: String) {
        #expect(throws: AtelierError.self) { try NameRule.endpoint("endpoint").check(name) }
    }

    @Test(arguments: ["..", ".", "a/b", "", "a\u{0}b", "-x"])
    func assetsMayNotBeCalled(name: String) {
        #expect(throws: AtelierError.self) { try NameRule.asset("model").check(name) }
    }

    @Test(arguments: ["..", "../x", "a/b", "", "a.b", "1a", "a-b", "a b", "é", "a\u{0}", "a\n", "/etc"])
    func parametersMayNotBeCalled(name: String) {
        #expect(throws: AtelierError.self) { try NameRule.parameter("input").check(name) }
    }

    @Test func aSlipFindsItsWord() {
        #expect(EditDistance.nearest(to: "comand", among: ["command", "compute", "code"]) == "command")
        #expect(EditDistance.nearest(to: "zebra", among: ["command", "compute", "code"]) == nil)
    }
}
