/// Every action there is.
package enum ActionTable {
    package static let all: [Action] =
        moving + viewing + application + copying + jobs + repeating + submitting + files + noting + endpoints + models
        + lists + computes + logs + comparing + charts + journal + settings + windows + history
        + saving
}
