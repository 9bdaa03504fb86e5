import Domain
import Terminal
import Testing

@testable import Studio

@Suite struct JobRerunTests {
    @Test func theNewJobIsSelected() async throws {
        var studio = try await DemoStudio()
        try await studio.press(.character("2"), .character("G"))
        let old = try #require(studio.model.subject.job)
        try await studio.press(.character("r"))
        try await studio.readCatalogues()
        let new = try #require(studio.model.subject.job)
        #expect(new != old)
        #expect(studio.model.data.jobs[new]?.displayName == studio.model.data.jobs[old]?.displayName)
    }
}
