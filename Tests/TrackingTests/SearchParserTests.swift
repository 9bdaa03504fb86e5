import Domain
import Testing

@Suite struct SearchParserTests {
    private static func clause(_ field: SearchField, _ comparison: SearchComparison) -> SearchFilter {
        SearchFilter(clauses: [SearchClause(field: field, comparison: comparison)])
    }

    @Test(arguments: [
        ("metrics.loss < 0.5", clause(.metric("loss"), .number(.less, .real(0.5)))),
        ("metric.loss>=-1e-3", clause(.metric("loss"), .number(.greaterOrEqual, .real(-0.001)))),
        ("metrics.\"a b/c.d\" != 3", clause(.metric("a b/c.d"), .number(.notEqual, .integer(3)))),
        ("metrics.`val.loss` = 1", clause(.metric("val.loss"), .number(.equal, .integer(1)))),
        ("metrics.a.b = 1", clause(.metric("a.b"), .number(.equal, .integer(1)))),
        ("params.p = '1'", clause(.parameter("p"), .text(.equal, "1"))),
        ("parameter.p like 'x%'", clause(.parameter("p"), .text(.like, "x%"))),
        ("param.p = \"1\"", clause(.parameter("p"), .text(.equal, "1"))),
        ("tags.`mlflow.user` ILIKE 'ME'", clause(.tag("mlflow.user"), .text(.ilike, "ME"))),
        ("tag.t IS NOT NULL", clause(.tag("t"), .isNotNull)),
        ("params.p is null", clause(.parameter("p"), .isNull)),
        ("status = 'FINISHED'", clause(.attribute("status"), .text(.equal, "FINISHED"))),
        ("attributes.run_id IN ('a', 'b')", clause(.attribute("run_id"), .isIn(["a", "b"]))),
        ("run_id NOT IN ('a')", clause(.attribute("run_id"), .isNotIn(["a"]))),
        ("created > 9007199254740993", clause(.attribute("start_time"), .number(.greater, .integer(9_007_199_254_740_993)))),
        ("attr.`Run name` = 'x'", clause(.attribute("run_name"), .text(.equal, "x"))),
        ("datasets.name IN ('d')", clause(.dataset("name"), .isIn(["d"]))),
        ("dataset.context != 'train'", clause(.dataset("context"), .text(.notEqual, "train"))),
        ("params.q = 'it''s; DROP TABLE run'", clause(.parameter("q"), .text(.equal, "it's; DROP TABLE run"))),
        ("  ", SearchFilter()),
    ])
    func acceptsWhatMLflowAccepts(text: String, filter: SearchFilter) throws {
        #expect(try SearchParser(.runs).filter(text) == filter)
    }

    @Test func clausesAreJoinedByAnd() throws {
        let filter = try SearchParser(.runs).filter("metrics.a > 1 and params.b='AND' AND tags.c != 'x'")
        #expect(filter.clauses.map(\.field) == [.metric("a"), .parameter("b"), .tag("c")])
    }

    @Test(arguments: [
        "metrics.a > 1 OR metrics.b > 2", "(metrics.a > 1)", "NOT metrics.a > 1", "metrics.a >", "metrics.a 1", "> 1",
        "metrics.a > 1 AND", "params.p = 'open", "params.p = '1' params.q = '2'", 
        "metrics.a IS NULL", "status IS NULL", "run_id IN ()", "run_id IN ('a'", "params.p ~ 'x'", "metrics. = 1",
    ])
    func refusesClauses(text: String) {
        #expect { try SearchParser(.runs).filter(text) } throws: { error in
            let error = error as? AtelierError
            return error?.code == .invalidArgument && error?.message.hasPrefix("Invalid clause(s) in filter") == true
        }
    }

    @Test(arguments: [
        "metrics.a LIKE '1'", "metrics.a > '1'", "metrics.a > nan", "metrics.a > 1; SELECT 1", "params.p > '1'", "params.p = 1", "run_name IN ('a')", "wat.a = 1",
        "banana = 1", "attributes.banana = '1'", "start_time LIKE '1'", "datasets.source = 'x'", "status < 'A'",
    ])
    func refusesFieldsAndKinds(text: String) {
        #expect { try SearchParser(.runs).filter(text) } throws: { ($0 as? AtelierError)?.code == .invalidArgument }
    }

    @Test func readsOrders() throws {
        let orders = try SearchParser(.runs).orders(["metrics.`a b` DESC", "start_time asc", "params.p"])
        #expect(orders == [
            SearchOrder(field: .metric("a b"), isAscending: false),
            SearchOrder(field: .attribute("start_time"), isAscending: true),
            SearchOrder(field: .parameter("p"), isAscending: true),
        ])
        for bad in [["metrics.a", "metrics.a DESC"], ["metrics.a SIDEWAYS"], ["1"], ["start_time", "created"]] {
            #expect(throws: AtelierError.self) { try SearchParser(.runs).orders(bad) }
        }
    }

    @Test func eachNounHasItsOwnFields() {
        #expect(throws: AtelierError.self) { try SearchParser(.experiments).filter("metrics.a > 1") }
        #expect(throws: Never.self) { try SearchParser(.experiments).filter("name LIKE 'x%' AND creation_time > 5") }
        #expect(throws: Never.self) { try SearchParser(.loggedModels).filter("name = 'm' AND metrics.a > 1") }
    }
}
