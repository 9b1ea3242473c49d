import Analysis
import Maps
import Storage
import Tensors
import TestSupport
import Testing

/// What becomes of identifiers, labels and indices of files of points.
struct ColumnRolesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func points(
    _ text: String, _ choice: ColumnChoice = ColumnChoice()
  ) throws -> MapPoints {
    let path = folder.path("points.csv")
    try AtomicFile.write(Array(text.utf8), to: path)
    return try MapPoints(contentsOf: path, choice: choice)
  }

  private func table(_ name: String, count: Int = 12, _ value: (Int) -> String) -> String {
    "\(name),u,v\n" + (0..<count).map { "\(value($0)),\($0 * $0).5,\($0 % 5)\n" }.joined()
  }

  private func known() throws -> MapPoints { try known(ColumnChoice()) }

  private func known(_ choice: ColumnChoice) throws -> MapPoints {
    let path = String(#filePath.dropLast("ColumnRolesTests.swift".count))
    return try MapPoints(
      contentsOf: path + "Fixtures/arrays/known.npz", array: "X", choice: choice)
  }

  private func texts(_ column: MapColumn?) -> [String]? {
    guard case .categories(let names, let indices) = column?.values else { return nil }
    return indices.map { names[$0] }
  }

  @Test(
    "codes of digits that repeat are classes by their digits",
    arguments: [
      ("fips", ["01", "06", "01", "06"]), ("plate_code", ["007", "07", "7"]),
      ("objid", ["1237640000000000001", "1237640000000000002"]),
    ])
  func codes(name: String, codes: [String]) throws {
    let points = try points(table(name) { codes[$0 % codes.count] })
    #expect(points.columns[0].role == .label && points.featureNames == ["u", "v"])
    #expect(texts(points.columns[0]) == (0..<12).map { codes[$0 % codes.count] })
    var choice = ColumnChoice()
    choice.index = name
    let named = try self.points(table(name) { codes[$0 % codes.count] }, choice)
    #expect(texts(named.columns[0]) == texts(points.columns[0]))
  }

  @Test("codes of which all differ or all are the same are names, for a reason that is true")
  func names() throws {
    let zeros = try points(table("code") { "0\(10 + 3 * $0)" })
    #expect(zeros.columns[0].role == .identifier && texts(zeros.columns[0])?.first == "010")
    #expect(
      zeros.notes == [
        "code has integers with leading zeros, of which all differ, so it is an identifier, not a feature"
      ])
    let one = try points(table("solution_id") { _ in "1636148068921376769" })
    #expect(one.columns[0].role == .identifier)
    #expect(Set(texts(one.columns[0]) ?? []) == ["1636148068921376769"])
    #expect(
      one.notes == [
        "solution_id has the same integers with more digits than a double holds in every row, so it is an identifier, not a feature"
      ])
  }

  @Test("NA among texts is Namibia, and an empty field is a label that is missing")
  func missingWords() throws {
    let countries = ["NA", "DE", "", "NA"]
    let points = try points(table("country") { countries[$0 % 4] })
    #expect(
      texts(points.columns[0]) == (0..<12).map { ["NA", "DE", "missing", "NA"][$0 % 4] })
    #expect(points.columns[0].missing == 2)
    #expect(
      points.notes.dropFirst() == [
        "country is text, so \"NA\" in line 2 is text too and not a missing value, as such a word in 5 more rows is",
        "country is missing in 3 of 12 points, which are left out when it is predicted by neighbours",
      ])
  }

  @Test("True and False are 1 and 0 unless the column is called a label")
  func truths() throws {
    let text = table("ok") { $0.isMultiple(of: 3) ? "True" : "False" }
    let points = try points(text)
    #expect(points.featureNames == ["ok", "u", "v"])
    #expect((0..<4).map { points.originalFeatures(of: $0)[0] } == [1, 0, 0, 1])
    #expect(points.notes == ["ok has True and False, which were read as 1 and 0"])
    var choice = ColumnChoice()
    choice.features = ["flag", "u"]
    let flag = text.replacing("ok", with: "flag")
    #expect(try self.points(flag).featureNames == ["u", "v"])
    #expect(try self.points(flag, choice).featureNames == ["flag", "u"])
    choice.features = nil
    choice.label = "ok"
    #expect(try texts(self.points(text, choice).columns[0])?.prefix(2) == ["True", "False"])
  }

  @Test("a first column that counts up is an index unless it is chosen")
  func index() throws {
    let points = try points(table("obs") { "\($0 + 5)" })
    #expect(points.featureNames == ["u", "v"] && points.columns[0].role == .identifier)
    #expect(points.notes.first?.hasPrefix("obs is the first column and counts up") == true)
    var choice = ColumnChoice()
    choice.features = ["obs", "v"]
    #expect(try self.points(table("obs") { "\($0)" }, choice).featureNames == ["obs", "v"])
  }

  @Test("points without a label neither vote nor are asked for")
  func missingLabels() throws {
    // Far apart on the map are a and b; every second point of each has no label.
    let rows = (0..<60).map { row in
      let isRight = row >= 30
      return
        "\(isRight ? 100 : 0).\(row),\(row * row % 7),\(row % 2 == 0 ? "" : isRight ? "1" : "0")\n"
    }
    let points = try points("u,v,label\n" + rows.joined())
    let map = try MapComputation(
      points: points, settings: MapSettings(method: .principalComponents)
    ).layout.positions
    let told = try #require(
      try MapQuality(of: map, points: points, features: [0, 1]).classifications.first)
    #expect(told.result.accuracy == 1 && told.result.largestShare == 0.5)
    #expect(
      points.notes.last
        == "label is missing in 30 of 60 points, which are left out when it is predicted by neighbours"
    )
  }

  @Test("of many labels eight are told of, and sixteen are told by neighbours")
  func manyLabels() throws {
    let count = 30
    let names = (0..<count).map { "t\($0)" }.joined(separator: ",")
    let rows = (0..<20).map { row in
      "\(row * row).5," + (0..<count).map { _ in row % 2 == 0 ? "a" : "b" }.joined(separator: ",")
    }
    let points = try points("u,\(names)\n" + rows.joined(separator: "\n"))
    #expect(
      points.notes.count == 9
        && points.notes.last == "each of 22 more columns is a label, not a feature")
    let quality = try MapQuality(
      of: MadeUpPoints.cloud(20, 2, seed: 1), points: points, features: [0])
    #expect(quality.classifications.count == 16 && quality.unclassifiedCount == 14)
  }

  @Test("a value that is too large is told by its line")
  func tooLarge() throws {
    let error = #expect(throws: MapError.self) { try points("a,b\n1,2\n\n,5\n1e19,3\n2,5\n") }
    #expect(
      error?.description
        == "\(folder.path("points.csv")): line 5, a: expected a number whose square fits single precision, "
        + "at most 1e+18 in magnitude, found 1e+19")
  }

  @Test("arrays of one value per point are labels, names and factors by the rules for columns")
  func arrays() throws {
    let points = try known()
    let roles = Dictionary(
      uniqueKeysWithValues: points.columns.prefix(6).map { ($0.name, $0.role) })
    #expect(
      roles == [
        "y": .label, "target": .label, "names": .identifier, "source_id": .identifier,
        "brightness": .factor, "side": .factor,
      ])
    let column = { (name: String) in points.columns.first { $0.name == name } }
    #expect(texts(column("y"))?.prefix(3) == ["cat", "dog", "cat"])
    #expect(texts(column("source_id"))?[39] == "100000000000000039")
    #expect(
      points.notes.contains(
        "source_id has integers with more digits than a double holds, of which all differ, so it is an identifier, not a feature"
      ))
    var choice = ColumnChoice()
    choice.label = "side"
    #expect(try known(choice).columns.first { $0.name == "side" }?.role == .label)
    choice.features = ["side"]
    let error = #expect(throws: MapError.self) { try known(choice) }
    #expect(error?.description.contains("--features: expected a table") == true)
  }
}
