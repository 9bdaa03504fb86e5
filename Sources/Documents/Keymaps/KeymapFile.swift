/// What a keymap file says, as it says it: which actions and keys there are is for the studio to judge.
package struct KeymapFile: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// `job.cancel`, or `in.screen.job.job.cancel` for one of the places where it applies.
        package let action: PlacedWord
        /// None: the action has no key.
        package let keys: [PlacedWord]
    }

    package var entries: [Entry] = []

    package init() {}
}
