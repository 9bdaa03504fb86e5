import Domain
import Studio
import Terminal
import Testing

/// The versions of one model, where they came from, and how one is removed.
@Suite struct ModelScreenTests {
    private func opened() async throws -> (DemoStudio, ModelVersion) {
        var studio = try await DemoStudio()
        try await studio.press(.character("5"))
        // One that no deployment uses, so that it may go.
        while studio.model.screen.subject(data: studio.model.data).model != ModelReference("tip-predictor", "1") {
            let before = studio.model.screen.subject(data: studio.model.data).model
            try await studio.press(.character("j"))
            try #require(studio.model.screen.subject(data: studio.model.data).model != before)
        }
        try await studio.press(KeyPress(.enter))
        let version = try #require(studio.model.data.models.first { ModelReference($0) == ModelReference("tip-predictor", "1") })
        return (studio, version)
    }

    @Test func tellsWhereAVersionCameFrom() async throws {
        let (studio, version) = try await opened()
        #expect(studio.model.screen.kind == .model("tip-predictor"))
        #expect(studio.row("tip-predictor versions", "2") != nil)
        #expect(studio.row("lineage", "tip-predictor:1", "nowhere live") != nil)
        #expect(studio.row("job", try #require(version.lineage.job).rawValue) != nil)
        #expect(studio.row("tag", "framework=") != nil)
        let metric = try #require(version.lineage.metrics.keys.min())
        #expect(studio.row("VER", "STAGE", String(metric.prefix(10))) != nil)
    }

    @Test func deletesOnlyWhoseNameIsTyped() async throws {
        let (opened, version) = try await opened()
        var studio = opened
        try await studio.press(.character("X"))
        try await studio.type("tip-predictor:2")
        try await studio.press(KeyPress(.enter))
        #expect(studio.model.overlay != nil)
        try await studio.press(KeyPress(.escape), .character("X"))
        try await studio.type("tip-predictor:1")
        try await studio.press(KeyPress(.enter))
        try await studio.readCatalogues()
        #expect(!studio.model.data.models.contains { ModelReference($0) == ModelReference(version) })
        #expect(studio.model.data.models.contains { ModelReference($0) == ModelReference("tip-predictor", "2") })
    }

    @Test func archivesAndRestores() async throws {
        let (opened, version) = try await opened()
        var studio = opened
        try await studio.press(.character("x"))
        try await studio.readCatalogues()
        #expect(studio.model.data.models.first { ModelReference($0) == ModelReference(version) }?.isArchived == true)
        #expect(studio.row("1 archived") != nil)
        try await studio.press(.character("x"))
        try await studio.readCatalogues()
        #expect(studio.model.data.models.first { ModelReference($0) == ModelReference(version) }?.isArchived == false)
    }
}
