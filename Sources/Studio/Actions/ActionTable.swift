/// Every action there is.
package enum ActionTable {
    package static let all: [Action] =
        moving + viewing + application + copying + lists + jobs + submitting + files + noting + endpoints + models
        + computes + logs + comparing + charts + journal + settings
}
