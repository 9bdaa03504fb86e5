/// Every action there is.
package enum ActionTable {
    package static let all: [Action] =
        moving + viewing + application + shell + copying + jobs + searches + repeating + submitting + files + noting + endpoints + testCalls + models
        + lists + computes + logs + comparing + charts + journal + settings + windows + history
        + saving
}
