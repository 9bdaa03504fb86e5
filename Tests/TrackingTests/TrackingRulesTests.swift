import Domain
import Testing

@Suite struct TrackingRulesTests {
    @Test(arguments: ["loss", "a/b", "a b-c_d.e:f", "1", "é", "a..b", String(repeating: "k", count: 250)])
    func acceptsKeys(key: String) {
        #expect(throws: Never.self) { try TrackingRules.checkKey(key, path: "key") }
    }

    @Test(arguments: ["", "/a", "a//b", "../a", "a/..", ".", "a/./b", "a\tb", "a,b", "a'b", "a/"])
    func refusesKeys(key: String) {
        #expect { try TrackingRules.checkKey(key, path: "metrics[3].name") } throws: { error in
            (error as? AtelierError)?.message.contains("for parameter 'metrics[3].name' supplied") == true
        }
    }

    @Test func namesTheLimit() {
        #expect { try TrackingRules.checkKey(String(repeating: "k", count: 251), path: "key") } throws: { error in
            (error as? AtelierError)?.message == "'key' exceeds the maximum length of 250 characters"
        }
    }

    @Test func lengthsCountCharactersNotBytes() {
        let text = String(repeating: "é", count: 500)
        #expect(throws: Never.self) { try TrackingRules.checkLength(text, atMost: 500, path: "p") }
        #expect(throws: AtelierError.self) { try TrackingRules.checkLength(text + "é", atMost: 500, path: "p") }
    }

    @Test func aPageTokenReadsBackOrIsRefused() throws {
        let token = PageToken([.min, 0, .max])
        #expect(try PageToken(parsing: token.text, count: 3) == token)
        for bad in ["", "p", "p.1", "x.1.2.3", "p.1.2.!", "eyJvZmZzZXQiOjF9"] {
            #expect(throws: AtelierError.self) { try PageToken(parsing: bad, count: 3) }
        }
    }
}
