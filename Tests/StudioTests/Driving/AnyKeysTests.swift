import Domain
@testable import Studio
import Foundation
import Terminal
import Testing

/// Whatever keys are pressed in whatever order, the studio stands: nothing traps, nothing stays underway, and somebody
/// who only looks changes nothing.
struct AnyKeysTests {
    private static let keys: [KeyPress] = {
        let bound = ActionTable.all.flatMap(\.keys).compactMap { KeySequence(parsing: $0) }.flatMap(\.keys)
        let typed = "aelnoy19 .".map { KeyPress.character($0) }
        return bound + typed + [KeyPress(.enter), KeyPress(.escape), KeyPress(.backspace), KeyPress(.tab)]
    }()

    private static func press(_ count: Int, on driver: StudioDriver, seed: UInt64) async throws {
        // Some keys write a file where one works: deep enough, that a few steps up leave it no other folder.
        let folder = FileManager.default.temporaryDirectory.appending(path: "any-keys-\(UUID().uuidString)")
        let deep = folder.appending(path: "a/b/c/d/e")
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        driver.setFolder(deep.path)
        var random = SplitMix(seed: seed)
        for step in 0..<count {
            let key = keys[Int.random(in: keys.indices, using: &random)]
            await driver.send(.input(.key(key)))
            if step % 25 == 0 {
                let size = Size(width: Int.random(in: 0...210, using: &random), height: Int.random(in: 0...70, using: &random))
                await driver.send(.resized(size))
            }
            let surface = driver.model.draw()
            // Refusals are what such keys deserve.
            _ = driver.toast
            #expect(surface.size == driver.model.size)
            #expect(driver.model.underway == [], "step \(step), \(key.text)")
            #expect(driver.model.screens.first?.kind == .dashboard)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func theStudioStands(seed: UInt64) async throws {
        let driver = await StudioDriver.open()
        try await Self.press(250, on: driver, seed: seed)
    }

    @Test func theStudioStandsOnTheImaginedBox() async throws {
        let driver = await StudioDriver.open(DemoNow())
        #expect(driver.model.data.jobs.names.isEmpty == false)
        #expect(driver.model.data.load != nil)
        try await Self.press(150, on: driver, seed: 4)
    }

    @Test func whoOnlyLooksChangesNothing() async throws {
        let engine = ScriptedEngine()
        let driver = await StudioDriver.open(engine, isReadOnly: true)
        try await Self.press(300, on: driver, seed: 5)
        #expect(engine.changes == [])
    }
}
