import Domain
import Engine
import Testing

@Suite struct DeploymentStateMachineTests {
    private func after(_ event: DeploymentEvent, _ state: ProvisioningState?) throws -> ProvisioningState {
        try DeploymentStateMachine.state(after: event, from: state, of: "blue")
    }

    @Test func walksTheLifeOfADeployment() throws {
        var state = try after(.create, nil)
        #expect(state == .creating)
        for (event, expected) in [
            (DeploymentEvent.ready, ProvisioningState.succeeded), (.update, .updating), (.failed, .failed),
            (.update, .updating), (.ready, .succeeded), (.scale, .scaling), (.ready, .succeeded), (.delete, .deleting),
        ] {
            state = try after(event, state)
            #expect(state == expected)
        }
    }

    @Test func aSecondChangeMeanwhileIsAConflict() {
        for state in [ProvisioningState.creating, .updating, .scaling, .deleting] {
            for event in [DeploymentEvent.create, .update, .scale] {
                #expect { try after(event, state) } throws: { ($0 as? AtelierError)?.code == .conflict }
            }
        }
    }

    @Test func aFailedCreationMayBeTriedAgainAndASucceededOneNot() throws {
        #expect(try after(.create, .failed) == .creating)
        #expect { try after(.create, .succeeded) } throws: { ($0 as? AtelierError)?.code == .alreadyExists }
    }

    @Test func aChangeInProgressCanAlwaysBeGivenUp() throws {
        for state in ProvisioningState.allCases where state != .deleting {
            #expect(try after(.delete, state) == .deleting)
        }
    }
}
