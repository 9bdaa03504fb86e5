/// What a process of a job can be sent, by the names that `kill` knows.
package enum ProcessSignal: String, Codable, Sendable, CaseIterable {
    case hangUp = "HUP"
    case interrupt = "INT"
    case quit = "QUIT"
    case user1 = "USR1"
    case user2 = "USR2"
    case terminate = "TERM"
    case stop = "STOP"
    case resume = "CONT"
    case kill = "KILL"
}
