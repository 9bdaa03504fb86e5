import Domain
import Testing

@testable import Engine

@Suite struct ExpressionTests {
    private let expression = Expression(values: ["inputs.rate": "0.1", "name": "fox", "outputs.model": "/m"])

    @Test(arguments: [
        ("python train.py --rate ${{inputs.rate}} --out ${{ outputs.model }}", "python train.py --rate 0.1 --out /m"),
        ("echo $HOME ${HOME} $(date) ${x:-y} {{x}}", "echo $HOME ${HOME} $(date) ${x:-y} {{x}}"),
        ("run $[[--rate ${{inputs.rate}}]] $[[--seed ${{inputs.seed}}]] end", "run --rate 0.1  end"),
        ("[[ -f x ]] && echo ${{name}}", "[[ -f x ]] && echo fox"),
        ("", ""),
    ])
    func expands(text: String, expected: String) throws {
        #expect(try expression.expand(text, in: "the command") == expected)
    }

    @Test(arguments: ["${{inputs.rat}}", "${{parent.inputs.x}}", "${{inputs.rate", "$[[--a ${{name}}", "$[[${{nme}}]]"])
    func refuses(text: String) {
        #expect(throws: AtelierError.self) { try expression.expand(text, in: "the command") }
    }

    @Test func suggestsWhatWasMeant() {
        #expect { try expression.expand("${{inputs.rat}}", in: "the command") } throws: { error in
            (error as? AtelierError)?.hint == "did you mean 'inputs.rate'?"
        }
    }
}
