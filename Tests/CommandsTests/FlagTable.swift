/// The flags of `az ml` (2.x, extension `ml` 2.15 and later) for the groups whose verbs Atelier has: what is required,
/// then what is optional, without those that every verb has. `--name/-n` has a short name.
enum FlagTable {
    static let verbs: [(group: String, verb: String, flags: [[String]])] = text.split(separator: "\n").map { line in
        let halves = line.split(separator: ":", maxSplits: 1)
        let words = halves[0].split(separator: " ").map(String.init)
        let flags = halves[1].split(separator: " ").map { $0.split(separator: "/").map(String.init) }
        return (words[0], words[1], flags)
    }

    private static let text = """
        workspace create: --allow-roleassignment-on-rg/-r --application-insights/-a --container-registry/-c \
            --default-resource-group --description --display-name --enable-data-isolation/-e --file/-f --hub-id \
            --image-build-compute/-i --key-vault/-k --kind --location/-l --managed-network/-m --name/-n --no-wait \
            --primary-user-assigned-identity/-p --provision-network-now --public-network-access --set \
            --storage-account/-s --system-datastores-auth-mode/-d --tags --update-dependent-resources/-u
        workspace delete: --name/-n --all-resources --no-wait --permanently-delete/-p --yes/-y
        workspace diagnose: --name/-n --no-wait
        workspace list: --filtered-kinds --max-results/-r
        workspace list-keys: --name/-n
        workspace provision-network: --name/-n --include-spark --no-wait
        workspace show: --name/-n
        workspace sync-keys: --name/-n --no-wait
        workspace update: --name/-n --add --allow-roleassignment-on-rg/-r --application-insights/-a \
            --container-registry/-c --description --display-name --file/-f --force-string --image-build-compute/-i \
            --managed-network/-m --network-acls --no-wait --primary-user-assigned-identity/-p \
            --public-network-access --remove --set --system-datastores-auth-mode/-d --update-dependent-resources/-u
        compute attach: --admin-password --admin-username --file/-f --identity-type --name/-n --namespace --no-wait \
            --resource-id --ssh-port --ssh-private-key-file --type/-t --user-assigned-identities/-i
        compute connect-ssh: --name/-n --private-key-file-path/-f
        compute create: --admin-password --admin-username --description --enable-node-public-ip --file/-f \
            --identity-type --idle-time-before-scale-down/-d --location/-l --max-instances --min-instances --name/-n \
            --no-wait --set --size --ssh-key-value --ssh-public-access-enabled/-p --subnet --tags --tier --type/-t \
            --user-assigned-identities/-i --user-object-id --user-tenant-id --vnet-name
        compute delete: --name/-n --no-wait --yes/-y
        compute detach: --name/-n --no-wait --yes/-y
        compute enable-sso: --name/-n --disable
        compute list: --max-results/-r --type
        compute list-nodes: --name/-n
        compute list-sizes: --location/-l --type/-t
        compute list-usage: --location/-l
        compute restart: --name/-n --no-wait
        compute show: --name/-n
        compute start: --name/-n --no-wait
        compute stop: --name/-n --no-wait
        compute update: --name/-n --add --force-string --identity-type --idle-time-before-scale-down/-d \
            --max-instances --min-instances --no-wait --remove --set --tags --user-assigned-identities/-i
        job archive: --name/-n
        job cancel: --name/-n
        job connect-ssh: --name/-n --node-index/-i --private-key-file-path/-f
        job create: --file/-f --name/-n --save-as/-a --set --skip-validation --stream/-s --web/-e
        job download: --name/-n --all --download-path/-p --output-name
        job list: --all-results --archived-only --include-archived --max-results/-r --parent-job-name/-p
        job restore: --name/-n
        job show: --name/-n --web/-e
        job show-services: --name/-n --node-index/-i
        job stream: --name/-n
        job update: --name/-n --add --force-string --remove --set --web/-e
        job validate: --file/-f --set
        environment archive: --name/-n --label/-l --registry-name --version/-v
        environment create: --build-context/-b --conda-file/-c --datastore --description --dockerfile-path/-d \
            --file/-f --image/-i --name/-n --no-wait --os-type --registry-name --set --tags --version/-v
        environment list: --archived-only --include-archived --max-results/-r --name/-n --registry-name
        environment restore: --name/-n --label/-l --registry-name --version/-v
        environment share: --name/-n --registry-name --share-with-name --share-with-version --version/-v
        environment show: --name/-n --label/-l --registry-name --version/-v
        environment update: --name/-n --add --force-string --label/-l --registry-name --remove --set --version/-v
        data archive: --name/-n --label/-l --version/-v
        data create: --datastore --description/-d --file/-f --name/-n --no-wait --path/-p --registry-name --set \
            --skip-validation --type/-t --version/-v
        data import: --datastore --description/-d --file/-f --name/-n --path/-p --set --skip-validation --type/-t \
            --version/-v
        data list: --archived-only --include-archived --max-results/-r --name/-n --registry-name
        data list-materialization-status: --all-results --archived-only --include-archived --max-results/-r \
            --name/-p
        data mount: --path --mode --mount-point --persistent
        data restore: --name/-n --label/-l --version/-v
        data share: --name/-n --registry-name --share-with-name --share-with-version --version/-v
        data show: --name/-n --label/-l --registry-name --version/-v
        data update: --name/-n --add --force-string --label/-l --registry-name --remove --set --version/-v
        datastore create: --file/-f --name/-n --set
        datastore delete: --name/-n
        datastore list: --max-results/-r
        datastore mount: --path --mode --mount-point --persistent
        datastore show: --name/-n
        datastore update: --add --file/-f --force-string --name/-n --remove --set
        model archive: --name/-n --label/-l --registry-name --version/-v
        model create: --datastore --description --file/-f --name/-n --no-wait --path/-p --registry-name --set \
            --stage/-s --tags --type/-t --version/-v
        model download: --name/-n --version/-v --download-path/-p --registry-name
        model list: --archived-only --include-archived --max-results/-r --name/-n --registry-name --stage/-s
        model package: --file/-f --name/-n --version/-v --registry-name
        model restore: --name/-n --label/-l --registry-name --version/-v
        model share: --name/-n --registry-name --share-with-name --share-with-version --version/-v
        model show: --name/-n --label/-l --registry-name --version/-v
        model update: --name/-n --add --force-string --label/-l --registry-name --remove --set --stage/-s \
            --version/-v
        component archive: --name/-n --label/-l --registry-name --version/-v
        component create: --file/-f --name/-n --registry-name --set --skip-validation --version/-v
        component list: --archived-only --include-archived --max-results/-r --name/-n --registry-name
        component prepare-for-sign: --file/-f --registry-name
        component restore: --name/-n --label/-l --registry-name --version/-v
        component show: --name/-n --label/-l --registry-name --version/-v
        component update: --name/-n --add --force-string --label/-l --registry-name --remove --set --version/-v
        online-endpoint create: --auth-mode --file/-f --local --name/-n --no-wait --set --web/-e
        online-endpoint delete: --name/-n --local --no-wait --yes/-y
        online-endpoint get-credentials: --name/-n
        online-endpoint invoke: --name/-n --deployment-name/-d --local --request-file/-r
        online-endpoint list: --local
        online-endpoint regenerate-keys: --name/-n --key-type --no-wait
        online-endpoint show: --name/-n --local --web/-e
        online-endpoint update: --add --file/-f --force-string --local --mirror-traffic --name/-n --no-wait --remove \
            --set --traffic/-r --web/-e
        online-deployment create: --file/-f --all-traffic --endpoint-name/-e --local --local-enable-gpu --name/-n \
            --no-wait --package-model --set --skip-script-validation --vscode-debug --web
        online-deployment delete: --endpoint-name/-e --name/-n --local --no-wait --yes/-y
        online-deployment get-logs: --endpoint-name/-e --name/-n --container/-c --lines/-l --local
        online-deployment list: --endpoint-name/-e --local
        online-deployment show: --endpoint-name/-e --name/-n --local --web
        online-deployment update: --add --endpoint-name/-e --file/-f --force-string --local --local-enable-gpu \
            --name/-n --no-wait --remove --set --skip-script-validation --vscode-debug --web
        """
}
