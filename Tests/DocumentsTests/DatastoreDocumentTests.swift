import Documents
import Domain
import Testing

@Suite struct DatastoreDocumentTests {
    @Test func readsAzuresKinds() throws {
        let text = """
            $schema: https://azuremlschemas.azureedge.net/latest/azureBlob.schema.json
            name: blob_example
            type: azure_blob
            description: Datastore pointing to a blob container.
            account_name: mytestblobstore
            container_name: data-container
            credentials:
              account_key: c2VhbGVk

            """
        let spec = try DatastoreDocument.read(text: text, file: "d.yml").value
        #expect(
            spec
                == DatastoreSpec(
                    name: "blob_example", type: .azureBlob,
                    settings: [
                        "account_name": "mytestblobstore", "container_name": "data-container",
                        "endpoint": "core.windows.net", "protocol": "https",
                    ], description: "Datastore pointing to a blob container.",
                    credentials: DatastoreCredentials(kind: .accountKey, values: ["account_key": "c2VhbGVk"])))
        #expect(!"\(spec)".contains("c2VhbGVk"))
        let lake = """
            name: lake
            type: azure_data_lake_gen2
            account_name: a
            filesystem: f
            credentials: {tenant_id: t, client_id: c, client_secret: s}

            """
        #expect(try DatastoreDocument.read(text: lake, file: "d.yml").value.credentials?.kind == .servicePrincipal)
        let one = """
            name: one
            type: one_lake
            one_lake_workspace_name: w
            endpoint: e
            artifact: {type: lake_house, name: h}

            """
        #expect(
            try DatastoreDocument.read(text: one, file: "d.yml").value.settings
                == ["one_lake_workspace_name": "w", "endpoint": "e", "artifact": "h"])
    }

    @Test func readsAFolder() throws {
        let folder = try Folder(["lake/x.csv": "a\n"])
        let spec = try DatastoreDocument.read(text: "name: lake\npath: lake\n", file: folder.path + "/d.yml").value
        #expect(spec.type == .localFile && spec.settings == ["path": folder.path + "/lake"])
        #expect(
            lines(
                of: { _ = try DatastoreDocument.read(text: "name: l\npath: lake/x.csv\n", file: folder.path + "/d.yml") },
                in: folder) == [#"d.yml:2:7: error: "path" names 'lake/x.csv', which is a file, not a folder"#])
    }

    @Test func saysWhatIsWrong() {
        func wrong(_ text: String) -> [String] {
            lines { _ = try DatastoreDocument.read(text: text, file: "d.yml") }
        }
        #expect(
            wrong("name: b\ntype: azure_blob\nfilesystem: f\ncontainer_name: c\n") == [
                #"d.yml:1:1: error: field "account_name" of a datastore of type azure_blob is missing"#,
                #"d.yml:3:1: error: field "filesystem" is not of a datastore of type azure_blob; "#
                    + "its own are account_name, container_name, endpoint, protocol",
            ])
        #expect(
            wrong("name: b\ntype: azure_blb\n") == [
                #"d.yml:2:7: error: "azure_blb" is not a value of "type", did you mean "azure_blob"?"#
            ])
        #expect(wrong("name: b\naccount_name: a\n").first?.contains(#"field "type" of a datastore is missing"#) == true)
        #expect(
            wrong(
                "name: b\ntype: azure_file\naccount_name: a\nfile_share_name: s\n"
                    + "credentials: {client_id: c, tenant_id: t}\n") == [
                #"d.yml:5:14: error: field "client_secret" of "credentials" is missing"#,
                #"d.yml:5:14: error: a datastore of type azure_file takes no credentials of kind service_principal; "#
                    + "it takes account_key or sas",
            ])
        #expect(
            wrong("name: b\ntype: azure_file\naccount_name: a\nfile_share_name: s\ncredentials: {acount_key: c}\n")
                == [#"d.yml:5:15: error: unknown field "acount_key", did you mean "account_key"?"#])
        #expect(wrong("$schema: x/data.schema.json\nname: b\n").first?.contains("describes a data asset") == true)
    }
}
