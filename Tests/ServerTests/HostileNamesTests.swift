import Client
import ControlAPI
import Domain
import Foundation
import Testing

/// Every noun meets every name: what is accepted works from its creation to its end, what is refused is refused in one
/// sentence and leaves nothing.
@Suite(.serialized) struct HostileNamesTests {
    private func with(_ noun: NamedNoun, _ body: @escaping @Sendable (CommandBench, [String]) async throws -> Void) async throws {
        try await OpenDoor.with { door in
            let bench = CommandBench(door)
            try bench.write("x", to: "model/weights")
            let environment = "environment: {image: python}"
            try bench.write("type: command\ncommand: 'true'\n\(environment)\n", to: "job.yml")
            try bench.write("type: command\nname: x\ncommand: 'true'\n\(environment)\n", to: "component.yml")
            try await body(bench, noun.create.map { $0.replacing("FOLDER", with: bench.folder) })
        }
    }

    private func count(_ noun: NamedNoun, _ bench: CommandBench) async -> String {
        let limit = noun.group == "job" ? ["--all-results"] : []
        return await bench.run([noun.group, "list", "--query", "length(@)"] + limit).output
    }

    @Test(arguments: NamedNoun.all) func whatIsRefusedLeavesNothing(noun: NamedNoun) async throws {
        try await with(noun) { bench, create in
            let before = await count(noun, bench)
            for name in NamedNoun.hostile {
                let outcome = await bench.run([noun.group] + create + ["--name=\(name)"])
                let told = "\(noun.group) \(name.debugDescription): \(outcome.code) \(outcome.errors.debugDescription)"
                #expect(outcome.code == 65, "\(told)")
                #expect(outcome.output.isEmpty, "\(told)")
                #expect(outcome.hostile.isEmpty, "\(told)")
                #expect(outcome.errors.contains("error: ") && outcome.errors.contains("cannot be the name"), "\(told)")
                // One sentence with what to do in it, or below it.
                #expect(outcome.lines.count <= 2 && outcome.lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") }, "\(told)")
            }
            #expect(await count(noun, bench) == before)
        }
    }

    @Test(arguments: NamedNoun.all) func whatCannotBeThereIsNotFound(noun: NamedNoun) async throws {
        try await with(noun) { bench, _ in
            let version = noun.hasVersions ? ["--version", "1"] : []
            for name in ["a b", "🦊", "../x", "a\nb", "a\u{1B}[31mb", "a%2fb", "%2e%2e", "a?b=c#d"] {
                for verb in [["show"] + version, ["update"] + version + noun.change, ["delete"] + version + ["--yes"]] {
                    let outcome = await bench.run([noun.group] + verb + ["--name=\(name)"])
                    let told = "\(noun.group) \(verb) \(name): \(outcome.code) \(outcome.errors.debugDescription)"
                    #expect(outcome.code == 3, "\(told)")
                    #expect(outcome.hostile.isEmpty && outcome.output.isEmpty, "\(told)")
                    #expect(outcome.errors.hasPrefix("error: there is no "), "\(told)")
                    #expect(outcome.lines.count == 2 && outcome.lines.last?.hasPrefix("hint: ") == true, "\(told)")
                }
            }
        }
    }

    @Test(arguments: NamedNoun.all) func whatIsAcceptedWorksToItsEnd(noun: NamedNoun) async throws {
        try await with(noun) { bench, create in
            let version = noun.hasVersions ? ["--version", "1"] : []
            for name in noun.names {
                func succeed(_ verb: [String]) async -> CommandBench.Outcome {
                    let outcome = await bench.run([noun.group] + verb + ["--name", name])
                    #expect(outcome.code == 0, "\(noun.group) \(verb) \(name): \(outcome.errors)")
                    return outcome
                }
                _ = await succeed(create)
                #expect(await succeed(["show", "--query", "name", "-o", "tsv"] + version).output == "\(name)\n")
                let list = await bench.run(noun.group, "list", "--query", "[?name=='\(name)'] | length(@)")
                #expect(list.output == "1\n", "\(noun.group) \(name): \(list.errors)")
                if !noun.settle.isEmpty { _ = await succeed(noun.settle) }
                _ = await succeed(["update"] + version + noun.change)
                _ = await succeed(["delete"] + version + ["--yes"])
                #expect(await bench.run([noun.group, "show", "--name", name] + version).code == 3)
            }
        }
    }

    @Test func theSentenceOfOneAndOfAnother() async throws {
        try await OpenDoor.with { door in
            let bench = CommandBench(door)
            #expect(
                await bench.run("online-endpoint", "create", "--name=a\u{1B}[31m\nb").errors
                    == "--name: error: 'a\\u{1B}[31m\\nb' cannot be the name of an endpoint; "
                    + "use 3 to 32 letters, digits or '-', starting with a letter and not ending with '-'\n")
            #expect(
                await bench.run("job", "show", "--name=../../etc").errors
                    == "error: there is no job '../../etc' in workspace 'default'\nhint: see 'atelier job list'\n")
        }
    }

    /// Texts that are no names may be anything; a terminal is not given what it would obey, and JSON has it all.
    @Test func textsThatAreNoNamesAreKeptToTheLetter() async throws {
        let texts = [
            "\u{1B}[31mred", "line\nfeed", "\u{202E}txt.exe", "naïve 🦊", " ", "a\tb", "'; --",
            String(repeating: "x", count: 5000),
        ]
        try await OpenDoor.with { door in
            let bench = CommandBench(door)
            for (index, text) in texts.enumerated() {
                let spec = JobSpec(
                    name: JobName("j\(index)"), displayName: text, experimentName: text, tags: [text: text],
                    work: .command(CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))))
                _ = try await door.client.call(JobRoutes.create, ["workspace": "default"], body: spec)
                let shown = await bench.run(
                    "job", "show", "--name", "j\(index)", "--query", "[display_name, experiment_name, tags]")
                let value = try JSONParser.parse(shown.output)
                #expect(value == .array([.string(text), .string(text), .object([text: .string(text)])]))
                #expect(shown.hostile.isEmpty)
                let found = await bench.run(
                    "job", "list", "--experiment-name", text, "--tag", "\(text)=\(text)", "--query", "[].name", "-o", "tsv")
                #expect(found.output == "j\(index)\n", "\(text.debugDescription): \(found.errors)")
            }
            for format in ["table", "tsv", "json", "yaml", "jsonc"] {
                let list = await bench.run("job", "list", "-o", format, terminal: true)
                #expect(list.code == 0)
                let colours = format == "jsonc" ? list.output.replacing(/\u{1B}\[\d+m/, with: "") : list.output
                let obeyed = colours.unicodeScalars.filter(\.isHostileToTerminals)
                #expect(obeyed.isEmpty, "\(format)")
            }
            for verb in ["events", "why"] {
                let told = await bench.run([verb] + (verb == "why" ? ["job", "j0"] : []), terminal: true)
                let obeyed = (told.output + told.errors).unicodeScalars.filter(\.isHostileToTerminals)
                #expect(told.code == 0 && obeyed.isEmpty, "\(verb)")
            }
        }
    }
}
