import Domain
import FoundationEssentials

extension StudioModel {
    /// What the panes on the screen lack for where they stand, asked for once.
    mutating func neededReads() -> [StudioEffect] {
        let shown = shownPanes
        return screen.panes.indices.flatMap { index in
            let context = context(of: index, among: shown)
            return screen.panes[index].neededReads(context).map(StudioEffect.run)
        }
    }

    /// What was asked of an engine that went is asked anew; what it counted begins anew with it.
    mutating func readAnew() {
        data.accesses = [:]
        changePanes(LogPane.self) { ($0.awaited, $0.awaitedMap) = (nil, nil) }
        changePanes(AccessPane.self) { $0.askedAt = .distantPast }
    }

    /// Changes the panes of a kind, on whatever screen they are.
    mutating func changePanes<P: Pane>(_ type: P.Type, _ change: (inout P) -> Void) {
        for screen in screens.indices {
            for index in screens[screen].panes.indices {
                guard var pane = screens[screen].panes[index] as? P else { continue }
                change(&pane)
                screens[screen].panes[index] = pane
            }
        }
    }
}
