import Domain
import Testing

@testable import Runtimes

@Suite struct LineLevelTests {
    @Test(arguments: [
        // Python's logging
        ("INFO:root:epoch 1", .info), ("WARNING:py.warnings:x", .warning), ("ERROR:train:lost", .error),
        ("2026-01-01 00:00:00,123 - trainer - ERROR - lost", .error),
        ("2026-01-01 00:00:00,123 - trainer - DEBUG - x", .debug),
        ("2026-01-01 00:00:00 ERROR something", .error), ("[ERROR] lost", .error), ("  [info] found", .info),
        ("[2026-01-01 00:00:00,123] {spark.py:12} WARNING - slow", .warning), ("CRITICAL", .error),
        ("[INFO/MainProcess] started", .info), ("(DEBUG) x", .debug), ("WARNING", .warning), ("ERROR!", .error),
        // Others
        ("2026-01-01 00:00:00.123 | INFO     | __main__:run:12 - message", .info),
        ("2026-01-01 00:00:00.123 | SUCCESS  | __main__:run:12 - done", .info),
        (#"{"time": "x", "level": "error", "message": "lost"}"#, .error),
        (#"{"msg":"INFO here","levelname":"WARNING"}"#, .warning), (#"{"severity":"Notice"}"#, .info),
        (#"{"log.level":"debug"}"#, .debug),
        ("time=12:00 level=warn msg=slow", .warning), (#"time=x level=ERROR msg="a""#, .error),
        ("E0101 12:00:00.123456 123 file.cc:12] lost", .error), ("I0101 12:00:00.1 7 x.cc:1] y", .info),
        ("2026-01-01 12:00:00.1: W tensorflow/core/x.cc:1] slow", .warning),
        ("[I 2026-01-01 12:00:00,1] Trial 0 finished", .info), ("[W 2026-01-01 12:00:00,1] Trial 1 failed", .warning),
        ("main.c:3:5: error: no such thing", .error), ("main.c:3:5: warning: unused", .warning),
        ("/x/y.py:12: UserWarning: careful", .warning), ("ValueError: bad", .error),
        ("torch.cuda.OutOfMemoryError: CUDA out of memory", .error), ("npm ERR! code 1", .error),
        ("Jan 01 12:00:00 ERROR lost", .error), ("Information: x", .info), ("error: cannot open", .error), ("Warning: careful", .warning),
        ("[2026-01-01T00:00:00Z INFO  worker] up", .info), ("app[12]: ERROR lost", .error),
        // None
        ("", nil), ("   ", nil), ("epoch 1 loss 0.3", nil), ("mean error: 0.5", nil), ("no errors were found", nil),
        ("the INFO table was loaded", nil), ("loss: 0.1 - error: 0.2", nil), ("error_rate: 0.1", nil),
        ("mode=DEBUG stage one", nil), ("informative: yes", nil), (#"{"loss": 0.1}"#, nil), ("Error rate 5", nil),
        ("I think so", nil), (" 50%|#####     | 5/10 [00:01<00:01, 4.2it/s]", nil),
    ] as [(String, LogLevel?)])
    func aLineNamesItsLevel(_ line: String, _ level: LogLevel?) {
        #expect(Array(line.utf8).withUnsafeBufferPointer { LineLevel.of($0) } == level, "\(line)")
    }

    private func levels(_ text: String) -> [LogLevel?] {
        var reader = LevelReader()
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Array(line.utf8).withUnsafeBufferPointer { reader.level(of: $0) }
        }
    }

    @Test func aTracebackIsAnErrorToItsLastLine() {
        #expect(
            levels(
                """
                INFO:root:start
                Traceback (most recent call last):
                  File "train.py", line 3, in <module>
                    raise ValueError("bad")
                ValueError: bad
                ended
                """) == [.info, .error, .error, .error, .error, nil])
        #expect(
            levels(
                """
                ERROR:root:Traceback (most recent call last):
                  File "x"
                KeyboardInterrupt
                INFO: on
                """) == [.error, .error, .error, .info])
        #expect(
            levels(
                """
                Traceback (most recent call last):
                  File "x"
                KeyError: 'a'

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "y"
                torch.OutOfMemoryError: none
                """) == [.error, .error, .error, nil, .error, nil, .error, .error, .error])
        #expect(
            levels(
                """
                [rank0]: Traceback (most recent call last):
                [rank0]:   File "x"
                [rank0]: RuntimeError: lost
                INFO: on
                """) == [.error, .error, .error, .info])
        #expect(
            levels(
                """
                  + Exception Group Traceback (most recent call last):
                  |   File "x"
                  | ExceptionGroup: two
                INFO: on
                """) == [.error, .error, .error, .info])
        // One that is broken off does not colour what follows.
        #expect(levels("Traceback (most recent call last):\n  File\nepoch 2: fine\n  deeper") == [.error, .error, nil, nil])
    }
}
