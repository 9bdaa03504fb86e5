internal import Glibc
package import Terminal

extension CursesScreen {
    /// What to poll for input.
    package var inputDescriptor: Int32 { descriptors.input }
    /// What to poll for room while `hasUnsentOutput`.
    package var outputDescriptor: Int32 { writer.descriptor }
    package var hasUnsentOutput: Bool { writer.hasUnsent }
    /// The terminal is gone: nothing more will come, and nothing sent arrives.
    package var isGone: Bool { isHungUp || writer.isGone }

    /// Whether the line is behind: then leave pictures out, and show the newest once it is not. Also sends on.
    package var outputIsBacklogged: Bool {
        assertOwner()
        return writer.isBacklogged
    }

    /// When to ask for input again though none came: what has begun is then no longer waited for.
    package var pendingInputDeadline: ContinuousClock.Instant? {
        decoder.isUnfinished ? lastInput.advanced(by: patience) : nil
    }

    private var patience: Duration { decoder.isPasting ? .seconds(1) : type.escapeDelay }

    /// What came in next, nil when there is nothing now. Never waits.
    package func nextInput() -> InputEvent? {
        assertOwner()
        guard state == .up else { return nil }
        while true {
            while let token = decoder.next() {
                if let event = told(token) { return event }
            }
            if read() { continue }
            guard let deadline = pendingInputDeadline, now() >= deadline, let token = decoder.next(final: true)
            else { return nil }
            if let event = told(token) { return event }
        }
    }

    /// Answers are for us, the rest for the caller.
    private func told(_ token: InputDecoder.Token) -> InputEvent? {
        switch token {
        case .event(let event): return event
        case .mode(2026, let isKnown): knowsSynchronizedOutput = isKnown
        case .mode, .identity: break
        }
        return nil
    }

    /// Whether anything was read.
    private func read() -> Bool {
        var ready = pollfd(fd: descriptors.input, events: Int16(POLLIN), revents: 0)
        guard !isHungUp, poll(&ready, 1, 0) == 1 else { return false }
        guard ready.revents & Int16(POLLIN) != 0 else {
            isHungUp = true
            return false
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptors.input, &buffer, buffer.count)
        guard count > 0 else {
            if count == 0 || (errno != EINTR && errno != EAGAIN) { isHungUp = true }
            return false
        }
        decoder.feed(buffer.prefix(count))
        lastInput = now()
        return true
    }
}
