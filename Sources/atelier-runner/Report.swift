import Glibc
import LinuxSystem

/// What the runner tells the engine that started it, through a pipe that closes after the first word. The engine may be
/// gone; the files say the same.
struct Report {
    private let descriptor = RunnerOrder.reportDescriptor

    func started() {
        send("started")
    }

    func fail(_ sentence: String) {
        // Standard error is the job's system log.
        say("atelier-runner: \(sentence)", to: 2)
        send("failed \(sentence)")
    }

    func note(_ sentence: String) {
        say("atelier-runner: \(sentence)", to: 2)
    }

    private func send(_ text: String) {
        say(text, to: descriptor)
        close(descriptor)
    }

    private func say(_ text: String, to descriptor: Int32) {
        let bytes = Array((text + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
