import Glibc

// Our side of the benchmarks of learning, without an engine around it: reads its data, says `ready`, and then does its work as
// often as it is told to. `run` answers with the seconds it took on the clock and on the processors, `result` with numbers to
// hold against the peer's. Benchmarks/learning/peer.py speaks the same.
//
//     learning-bench training LIBRARY FEATURES TARGETS COLUMNS CLASSES ROUNDS THREADS
//     learning-bench logistic FEATURES TARGETS COLUMNS
//     learning-bench csv FILE serial|parallel

func say(_ line: String) {
    print(line)
    fflush(nil)
}

func fail(_ reason: String) -> Never {
    let line = "learning-bench: \(reason)\n"
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(1)
}

do {
    let side = try side(of: Array(CommandLine.arguments.dropFirst()))
    say("ready")
    while let order = readLine() {
        switch order {
        case "run":
            let (clock, processors) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
            try await side.run()
            say("\(seconds(CLOCK_MONOTONIC) - clock) \(seconds(CLOCK_PROCESS_CPUTIME_ID) - processors)")
        case "result": say(side.result.map { "\($0)" }.joined(separator: " "))
        default: fail("'\(order)' is neither run nor result")
        }
    }
} catch {
    fail("\(error)")
}

func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func side(of words: [String]) throws -> any Side {
    func number(_ place: Int) -> Int {
        guard words.indices.contains(place), let number = Int(words[place]) else { fail("argument \(place + 1) is not a number") }
        return number
    }
    switch (words.first, words.count) {
    case ("training", 8):
        return try TrainingSide(
            library: words[1], features: words[2], targets: words[3], columns: number(4), classes: number(5), rounds: number(6),
            threads: number(7))
    case ("logistic", 4): return try LogisticSide(features: words[1], targets: words[2], columns: number(3))
    case ("csv", 3): return try ReadingSide(file: words[1], isParallel: words[2] == "parallel")
    default: fail("what is to be done? See the top of main.swift")
    }
}
