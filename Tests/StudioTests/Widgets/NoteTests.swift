import Domain
import Terminal
import Testing

@testable import Studio

@Suite struct NoteTests {
    @Test(arguments: [
        (width: 40, rows: ["no models yet: 'M' on a finished job", "registers one"]),
        (width: 20, rows: ["no models yet: 'M'", "on a finished job", "registers one"]),
        (width: 8, rows: ["no", "models", "yet:", "'M' on", "a"]),
    ])
    func breaksBetweenWords(width: Int, rows: [String]) async {
        var surface = Surface(Size(width: width, height: 5), style: Style())
        let model = await StudioDriver.open().model
        surface.note("no models yet: 'M' on a finished job registers one", in: Rect(surface.size), model.context(of: 0))
        let shown = surface.lines.map { $0.drop { $0 == " " } }.map { String($0.reversed().drop { $0 == " " }.reversed()) }
        #expect(shown.filter { !$0.isEmpty } == rows)
    }
}
