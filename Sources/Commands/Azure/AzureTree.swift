/// What of `az` Atelier knows by name and does not do: a script that uses it is told so, and not that it mistyped.
enum AzureTree {
    /// Groups of `az ml`.
    static let groups: Set<String> = [
        "azure-openai-deployment", "capability-host", "connection", "deployment-template", "feature-set",
        "feature-store", "feature-store-entity", "index", "marketplace-subscription", "serverless-endpoint",
    ]

    /// Verbs of the groups of `az ml` that Atelier has.
    static let verbs: [String: Set<String>] = [
        "workspace": ["diagnose", "list-keys", "outbound-rule", "provision-network", "sync-keys"],
        "compute": [
            "attach", "connect-ssh", "detach", "enable-sso",
        ],
        "environment": ["share"],
        "component": ["prepare-for-sign"],
        "datastore": ["mount"],
        "job": ["connect-ssh"],
        "model": ["package", "share"],
        "data": ["import", "list-materialization-status", "mount", "share"],
        "batch-endpoint": ["create", "delete", "invoke", "list", "list-jobs", "show", "update"],
        "batch-deployment": ["create", "delete", "list", "list-jobs", "show", "update"],
        "schedule": ["create", "delete", "disable", "enable", "list", "show", "trigger", "update"],
        "registry": ["create", "delete", "list", "show", "update"],
    ]

    /// What scripts around `az ml` call besides.
    static let others: Set<String> = [
        "acr", "ad", "advisor", "afd", "aks", "apim", "appconfig", "appservice", "backup", "batch", "billing", "bot",
        "cache", "capacity", "cdn", "cloud", "cognitiveservices", "connectedk8s", "consumption", "container",
        "containerapp", "cosmosdb", "databricks", "datafactory", "deployment", "deployment-scripts", "disk", "dls",
        "eventgrid", "eventhubs", "feature", "feedback", "find", "functionapp", "hdinsight", "identity", "image",
        "interactive", "iot", "k8s-extension", "keyvault", "kusto", "lab", "lock", "logicapp", "managedapp", "maps",
        "monitor", "mysql", "netappfiles", "network", "policy", "postgres", "ppg", "provider", "redis", "relay",
        "resource", "rest", "role", "search", "security", "servicebus", "sf", "sig", "signalr", "snapshot", "spring",
        "sql", "ssh", "sshkey", "stack", "staticwebapp", "storage", "survey", "synapse", "tag", "term", "ts", "upgrade",
        "vm", "vmss", "webapp",
    ]

    static let accountVerbs: Set<String> = ["clear", "get-access-token", "list-locations"]
    static let groupVerbs: Set<String> = ["exists", "lock", "update", "wait"]

    /// Whether Azure has `word` below the group that `path` names, e.g. `["az", "ml"]`; Atelier's own tree is that of
    /// `az ml`.
    static func knows(_ word: String, below path: [String]) -> Bool {
        switch path.last {
        case "az": others.contains(word)
        case "account" where path.contains("az"): accountVerbs.contains(word)
        case "group" where path.contains("az"): groupVerbs.contains(word)
        case "atelier", "ml": groups.contains(word)
        case let group?: verbs[group]?.contains(word) ?? false
        case nil: false
        }
    }
}
