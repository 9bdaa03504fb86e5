/// The memory of one evaluation: a slot for every value of the plan, for a block of rows.
///
/// `@unchecked Sendable`: goes from thread to thread, and one call at a time has it.
final class Workspace: @unchecked Sendable {
    /// Rows that are evaluated at once: what they need stays in the cache.
    static let blockRows = 128

    private let slots: [UnsafeMutableRawPointer]
    private let owned: [UnsafeMutableRawPointer]
    /// Texts by slot; empty for slots of numbers.
    var texts: [[String]]

    init(_ plan: SlotPlan) {
        var slots: [UnsafeMutableRawPointer] = []
        var owned: [UnsafeMutableRawPointer] = []
        texts = []
        for slot in plan.slots {
            switch slot {
            case .constant(let constant):
                slots.append(constant.pointer)
                texts.append(constant.texts)
            case .value(let kind, let size):
                let count = kind == .text ? 0 : size * Self.blockRows
                let pointer = UnsafeMutableRawPointer.allocate(byteCount: max(8, count * 8), alignment: 64)
                slots.append(pointer)
                owned.append(pointer)
                texts.append(kind == .text ? Array(repeating: "", count: size * Self.blockRows) : [])
            }
        }
        self.slots = slots
        self.owned = owned
    }

    deinit {
        for pointer in owned { pointer.deallocate() }
    }

    @inline(__always)
    func pointer<Number>(_ slot: Int, as _: Number.Type = Number.self) -> UnsafeMutablePointer<Number> {
        slots[slot].assumingMemoryBound(to: Number.self)
    }
}

/// What each slot of a plan's workspaces is.
struct SlotPlan {
    enum Kind: Sendable { case float, double, int, text }

    enum Slot: Sendable {
        case constant(OnnxConstant)
        /// `size` elements a row.
        case value(Kind, size: Int)
    }

    var slots: [Slot] = []
}

/// A constant in memory that all workspaces read.
///
/// `@unchecked Sendable`: written only by its initialisers.
final class OnnxConstant: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
    let texts: [String]

    init<Number>(_ values: [Number]) {
        let typed = UnsafeMutablePointer<Number>.allocate(capacity: max(1, values.count))
        typed.initialize(from: values, count: values.count)
        pointer = UnsafeMutableRawPointer(typed)
        texts = []
    }

    init(texts: [String]) {
        pointer = .allocate(byteCount: 8, alignment: 8)
        self.texts = texts
    }

    deinit { pointer.deallocate() }
}
