import Domain
import Foundation

@testable import Engine

extension BrokenData {
    // MARK: Files

    static let files: [BrokenData] = [
        BrokenData("empty file", "", "DIR/train.csv: the file is empty"),
        BrokenData("header only", "age,left\n", "DIR/train.csv:1: the file has names and no rows"),
        BrokenData("a name twice", "age,left,age\n1,yes,2\n", "DIR/train.csv:1, column 'age': two columns have this name"),
        BrokenData("a column without name", "age,,left\n1,2,yes\n", "DIR/train.csv:1, column '2': the column has no name"),
        BrokenData(
            "a row with a cell too many", "age,left\n1,yes\n2,no,3\n",
            "DIR/train.csv:3: the row has 3 cells, and there are 2 columns"),
        BrokenData(
            "a row with a cell too few", "age,city,left\n1,Bern,yes\n2,no\n",
            "DIR/train.csv:3: the row has 2 cells, and there are 3 columns"),
        BrokenData(
            "a quote without end", "age,city,left\n1,\"Bern,yes\n2,Chur,no\n",
            "DIR/train.csv:2: the quote that begins a cell here has no end"),
        BrokenData(
            "Latin-1", ["train.csv": Data("age,city,left\n1,Z".utf8) + [0xFC] + Data("rich,yes\n2,Bern,no\n".utf8)],
            "DIR/train.csv:2, column 'city': the cell is not UTF-8: save the file in that encoding"),
        BrokenData(
            "UTF-16", ["train.csv": Data([0xFF, 0xFE]) + Data("age,left\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })],
            "DIR/train.csv:1, column '1': the cell is not UTF-8: save the file in that encoding"),
        BrokenData(
            "a NUL byte", "age,city,left\n1,Be\0rn,yes\n",
            "DIR/train.csv:2, column 'city': the cell has a NUL byte, which no text has: is the file in another "
                + "encoding?"),
        BrokenData(
            "other separators", customers.text.replacing(",", with: ";"),
            "DIR/train.csv, column 'left': there is no such column for the target: the cells are not separated "
                + "by commas, so describe the file by an MLTable"),
        BrokenData(
            "Parquet", ["train.csv": Data("PAR1".utf8) + Data([0x15, 0, 0x15, 0xFE, 0x0A])],
            "DIR/train.csv:1, column '1': the cell is not UTF-8: save the file in that encoding"),
        BrokenData(
            "a folder without tables", ["folder/readme.md": Data("# data\n".utf8)],
            "the folder DIR/folder has neither an MLTable file nor one that ends in .csv, .tsv or .jsonl; give "
                + "the path of a file, or of a folder with an MLTable"
        ) { work, fixture in
            work.trainingData = DataInput(type: .uriFolder, location: .local(fixture.path("folder")))
        },
        BrokenData(
            "files of a folder with other columns",
            ["folder/a.csv": Data(customers.text.utf8), "folder/b.csv": Data(customers.naming("city", "town").text.utf8)],
            "DIR/folder/a.csv, column 'city': the first file has this column, and file 2 has not"
        ) { work, fixture in
            work.trainingData = DataInput(type: .uriFolder, location: .local(fixture.path("folder")))
        },
        jsonLines(
            "JSON that breaks off", "{\"age\": 1, \"left\": \"yes\"}\n{\"age\": 2, \"left\"\n",
            "DIR/train.jsonl:2: it is not JSON at character 18 of the line: a colon was expected after the key "
                + "'left'"),
        jsonLines(
            "JSON that is a list", "[1, 2]\n",
            "DIR/train.jsonl:1: it is not JSON at character 1 of the line: an object was expected: {\"name\": "
                + "value}"),
        jsonLines(
            "JSON with a list in a cell", "{\"age\": [1], \"left\": \"yes\"}\n",
            "DIR/train.jsonl:1, column 'age': the value is a list, and a cell holds one number or text"),
    ]

    static let tables: [BrokenData] = [
        mltable(
            "MLTable of a file that is gone", steps(of: "file: ./gone.csv"),
            "DIR/table/MLTable:2:11: error: \"file\" names 'DIR/table/gone.csv', which does not exist"),
        mltable(
            "MLTable with a transformation nobody knows",
            "paths:\n  - file: ./a.csv\ntransformations:\n  - read_delimted:\n      delimiter: ','\n",
            "DIR/table/MLTable:4:5: error: \"read_delimted\" is not a value of \"transformations\", did you mean "
                + "\"read_delimited\"?"),
        mltable(
            "MLTable with a broken filter", steps("filter: 'col(\"age\") >'", of: "file: ./a.csv"),
            "DIR/table/MLTable: the filter 'col(\"age\") >' is wrong at its end: a number, a text in quotes or a "
                + "column was expected"),
        mltable(
            "MLTable of Parquet",
            "paths:\n  - file: ./a.parquet\ntransformations:\n  - read_parquet\n", files: ["a.parquet": "PAR1"],
            "DIR/table/MLTable: 'read_parquet' is not carried out here; write the table as CSV or JSON lines"),
        mltable(
            "MLTable that keeps a column that is not there", steps("keep_columns: [age, lft]", of: "file: ./a.csv"),
            "DIR/table/MLTable, column 'lft': there is no such column: the data has 'age', 'spent', 'city', "
                + "'left'"),
        mltable(
            "MLTable without paths", "transformations:\n  - read_delimited:\n      delimiter: ','\n",
            "DIR/table/MLTable:1:1: error: field \"paths\" of a MLTable is missing"),
        mltable(
            "MLTable whose pattern finds nothing", steps(of: "pattern: ./*.tsv"),
            "DIR/table/MLTable: its paths name no file; check them against the folder"),
        mltable(
            "MLTable that is no YAML", "paths: [\n",
            "DIR/table/MLTable:1:9: error: this is not YAML: did not find expected node content"),
        mltable(
            "MLTable with rows nobody keeps", steps("take: 0", of: "file: ./a.csv"),
            "DIR/table/MLTable: its transformations keep none of the 120 rows"),
    ]

    // MARK: What is in them

    static let targets: [BrokenData] = [
        BrokenData(
            "a target that is not there", customers,
            "DIR/train.csv, column 'lef': there is no such column for the target: did you mean 'left'?"
        ) { work, _ in work.targetColumn = "lef" },
        BrokenData(
            "a target like none", customers,
            "DIR/train.csv, column 'price': there is no such column for the target; the data has 'age', 'spent', "
                + "'city', 'left'"
        ) { work, _ in work.targetColumn = "price" },
        BrokenData(
            "a target without values", customers.changing("left") { _, _ in "" },
            "DIR/train.csv, column 'left': no row has a target"),
        BrokenData(
            "one class", customers.changing("left") { _, _ in "yes" },
            "DIR/train.csv, column 'left': all rows have the class 'yes': there is nothing to tell apart"),
        BrokenData(
            "nothing but the target", "left\nyes\nno\nyes\n",
            "DIR/train.csv: there is no column but the target: nothing to learn from"),
        BrokenData(
            "nothing but missing values", "age,left\n,yes\n,no\n,yes\n,no\n",
            "DIR/train.csv: no column is left to learn from: all but the target are left out (column 'age' is "
                + "left out: every value is missing)"),
        BrokenData(
            "nothing but one value", "age,left\n7,yes\n7,no\n7,yes\n7,no\n",
            "DIR/train.csv: no column is left to learn from: all but the target are left out (column 'age' is "
                + "left out: every row has the same value)"),
        BrokenData(
            "a positive label that is not there", customers,
            "DIR/train.csv, column 'left': the positive label 'maybe' does not occur; there are 'no', 'yes'"
        ) { work, _ in work.positiveLabel = "maybe" },
        BrokenData(
            "a regression of texts", customers,
            "DIR/train.csv, column 'left': row 1 has 'yes', which is no number: a regression needs numbers, and "
                + "a classification takes texts"
        ) { work, fixture in
            let own = fixture.regression()
            work.task = own.task
            (work.primaryMetric, work.training) = (own.primaryMetric, own.training)
        },
        BrokenData(
            "an infinite target", customers.changing("spent") { $0 == 4 ? "inf" : $1 },
            "DIR/train.csv, column 'spent': row 5 is infinite, and a regression needs finite numbers"
        ) { work, fixture in
            let own = fixture.regression()
            work.task = own.task
            (work.primaryMetric, work.training, work.targetColumn) = (own.primaryMetric, own.training, "spent")
        },
        BrokenData(
            "a metric of another task", customers,
            "DIR/train.csv: the primary metric 'r2_score' is none of a classification: take accuracy, "
                + "AUC_weighted, norm_macro_recall, average_precision_score_weighted, precision_score_weighted"
        ) { work, _ in work.primaryMetric = "r2_score" },
        BrokenData(
            "a metric nobody knows", customers,
            "DIR/train.csv: 'f7_score' is no metric of a classification"
        ) { work, _ in work.primaryMetric = "f7_score" },
        BrokenData(
            "weights below 0", customers.adding("w") { $0 == 8 ? "-1" : "1" },
            "DIR/train.csv, column 'w': row 9 has no weight of 0 or more"
        ) { work, _ in work.weightColumn = "w" },
        BrokenData(
            "weights that are texts", customers,
            "DIR/train.csv, column 'city': weights are numbers, and the column has texts"
        ) { work, _ in work.weightColumn = "city" },
        BrokenData(
            "weights that are all 0", customers.adding("w") { _ in "0" },
            "DIR/train.csv, column 'w': all weights are 0"
        ) { work, _ in work.weightColumn = "w" },
        BrokenData(
            "weights that are not there", customers,
            "DIR/train.csv, column 'age2': there is no such column for the weights: did you mean 'age'?"
        ) { work, _ in work.weightColumn = "age2" },
        BrokenData(
            "text in a column of numbers", customers.changing("age") { $0 == 4 ? "old" : $1 },
            "DIR/train.csv, row 5, column 'age': 'old' is not a number"
        ) { work, _ in
            work.featurization = AutoMLFeaturization(mode: .custom, purposes: ["age": .numeric])
        },
        BrokenData(
            "no date in a column of dates", customers,
            "DIR/train.csv, column 'city': it is to be dates, and no value is one: write them as 2026-11-30"
        ) { work, _ in
            work.featurization = AutoMLFeaturization(mode: .custom, purposes: ["city": .dateTime])
        },
        BrokenData(
            "a purpose of no column", customers,
            "DIR/train.csv, column 'town': there is no such column: the data has 'age', 'spent', 'city', 'left'"
        ) { work, _ in
            work.featurization = AutoMLFeaturization(mode: .custom, purposes: ["town": .categorical])
        },
        BrokenData(
            "an imputer of no column", customers,
            "DIR/train.csv, column 'ages': it is named as its imputer, and there is no such column: the data has "
                + "'age', 'spent', 'city', 'left'"
        ) { work, _ in
            work.featurization = AutoMLFeaturization(
                mode: .custom, imputations: [AutoMLFeaturization.Imputation(columns: ["ages"], strategy: .mean)])
        },
    ]

    // MARK: How trials are judged

    static let judging: [BrokenData] = [
        BrokenData(
            "fewer rows than folds", customers.selecting(0..<6),
            "DIR/train.csv: 6 rows are too few for 10 folds: take fewer folds"
        ) { work, _ in
            (work.validationShare, work.foldCount) = (nil, 10)
        },
        BrokenData(
            "one row", customers.selecting(0..<1),
            "DIR/train.csv, column 'left': all rows have the class 'yes': there is nothing to tell apart"),
        BrokenData(
            "a split column with other values", customers.adding("cv") { "\($0 % 3)" },
            "DIR/train.csv, row 3, column 'cv': a column of splits has 1 for rows to train on and 0 for others: "
                + "2 is neither"
        ) { work, _ in
            (work.validationShare, work.splitColumns) = (nil, ["cv"])
        },
        BrokenData(
            "a split column that is not there", customers,
            "DIR/train.csv, column 'cv': it is named as a split, and there is no such column: the data has "
                + "'age', 'spent', 'city', 'left'"
        ) { work, _ in
            (work.validationShare, work.splitColumns) = (nil, ["cv"])
        },
        BrokenData(
            "algorithms that all grow trees", customers,
            "all algorithms that the job allows grow trees, and XGBoost is not on this box; install it with "
                + "'atelier runtime install xgboost', or allow others"
        ) { work, _ in
            work.training.allowedAlgorithms = ["xg_boost_classifier", "random_forest"]
        },
        BrokenData(
            "all algorithms blocked", customers,
            "no algorithm that the job allows can be trained on these data; allow others, or block fewer"
        ) { work, _ in
            work.training.blockedAlgorithms = work.training.allowedAlgorithms
        },
        pair(
            "validation data without a column", \.validationData, customers.dropping("city"),
            "DIR/train.csv, column 'city': the training data has this column, and the validation data has not"),
        pair(
            "validation data without the target", \.validationData, customers.dropping("left"),
            "DIR/train.csv, column 'left': the training data has this column, and the validation data has not"),
        pair(
            "validation data with texts for numbers", \.validationData, customers.changing("age") { $0 == 4 ? "old" : $1 },
            "DIR/train.csv, column 'age': the training data has numbers, and the validation data has the text "
                + "'old'"),
        pair(
            "validation data without targets", \.validationData, customers.changing("left") { _, _ in "" },
            "DIR/train.csv, column 'left': no row of the validation data has a target"),
        pair(
            "test data without the target", \.testData, customers.dropping("left"),
            "DIR/other.csv, column 'left': there is no such column for the target; the data has 'age', 'spent', "
                + "'city'"),
        pair(
            "test data without a column", \.testData, customers.dropping("age"),
            "DIR/other.csv, column 'age': the training data has this column, and the test data has not"),
        pair(
            "test data with a class of its own", \.testData, customers.changing("left") { $0 == 4 ? "maybe" : $1 },
            "DIR/other.csv, row 5, column 'left': the class 'maybe' does not occur in the training data"),
        pair(
            "test data with texts for numbers", \.testData, customers.changing("spent") { $0 == 4 ? "much" : $1 },
            "DIR/other.csv, row 5, column 'spent': 'much' is not a number"),
    ]
}
