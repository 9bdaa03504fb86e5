internal import CCurses
internal import Glibc
internal import Terminal

extension CursesScreen {
    /// Gives the terminal back as it was, for an editor, a shell, or while the studio is stopped.
    package func suspend() {
        assertOwner()
        guard state == .up else { return }
        leave(to: .suspended)
    }

    /// Takes it again, in whatever size it has now; the next picture draws everything. False while the terminal belongs to
    /// another job, as after `bg`: touching it would stop us. Then try again on `ScreenSignal.continued`.
    @discardableResult
    package func resume() -> Bool {
        assertOwner()
        guard state == .suspended else { return state == .up }
        let foreground = tcgetpgrp(descriptors.output)
        guard foreground < 0 || foreground == getpgrp() else { return false }
        enter()
        if let now = Self.measure(descriptors.output), now != size {
            size = now
            cc_resize(handle, Int32(now.height), Int32(now.width))
        }
        // ncurses does not know that it was away. The other screen comes first: it keeps the cursor's place on this one.
        let again = (string("smcup") ?? "") + (showsCursor ? "" : string("civis") ?? "")
        writer.write(Array(again.utf8))
        forgetShown()
        enterModes()
        return true
    }

    /// What ^Z does: gives the terminal back and stops the whole job, as its shell expects. Returns once continued, with
    /// what `resume` says; false as well where it was lent, for then it is still the borrower's.
    @discardableResult
    package func stop() -> Bool {
        assertOwner()
        let isLent = state == .suspended
        suspend()
        cc_stop_job()
        return !isLent && resume()
    }
}
