import Testing

@testable import Storage

/// What columns are for, by their names and values.
struct TableRolesTests {
  private func roles(_ text: String) throws -> [TableRole] {
    let table = try Array(text.utf8).withUnsafeBytes { try Table($0, path: "points.csv") }
    let roles = TableRoles(of: table.columns)
    #expect(roles.reasons.map { $0 == nil } == roles.roles.map { $0 == .feature })
    return roles.roles
  }

  /// A table of one column beside a feature, whose rows are made by `value`.
  private func role(_ name: String, count: Int = 60, value: (Int) -> String) throws -> TableRole? {
    try roles("\(name),x\n" + (0..<count).map { "\(value($0)),\($0).5\n" }.joined()).first
  }

  @Test(
    "an index is no feature",
    arguments: ["", "\"\"", "index", "Unnamed: 0", "row", "Index", "idx", "row_id"])
  func indices(name: String) throws {
    #expect(try role(name) { "\($0)" } == .index)
    #expect(try role(name) { "\($0 + 1)" } == .index)
  }

  @Test("numbers in no order are an index only where nothing else has such a name")
  func shuffled() throws {
    #expect(try role("") { "\($0 * 7 % 60)" } == .index)
    #expect(try role("row") { "\($0 * 7 % 60)" } == .feature)
    #expect(try role("time") { "\(2 * $0)" } == .feature)
  }

  @Test("a first column that counts up is an index whatever its name, if another is a feature")
  func counting() throws {
    #expect(try role("obs") { "\($0 + 7)" } == .index)
    let lines = (5..<13).map { "\($0),\(17 % $0).5\n" }
    #expect(try roles(lines.joined()) == [.index, .feature])
    #expect(try roles(lines.prefix(7).joined()) == [.feature, .feature])
    #expect(
      try roles("x,obs\n" + (1..<20).map { "\(17 % $0).5,\($0)\n" }.joined())
        == [.feature, .feature])
    #expect(try roles("obs\n" + (1..<20).map { "\($0)\n" }.joined()) == [.feature])
    #expect(try role("") { "\($0).5" } == .index)
    #expect(try role("") { "\($0 % 7).5" } == .feature)
  }

  @Test(
    "identifiers keep the rows apart",
    arguments: ["source_id", "ID", "objid", "SourceID", "SPECOBJID", "uid"])
  func identifiers(name: String) throws {
    #expect(try role(name) { "\(100_000 - 3 * $0)" } == .identifier)
  }

  @Test("whole numbers of more digits than a double are identifiers, whatever their name")
  func long() throws {
    #expect(try role("gaia") { "41164742390\(12_345_678 + 97 * $0)" } == .identifier)
    #expect(try role("mass") { "\($0 + 1)e17" } == .feature)
  }

  @Test("an id that repeats is a label")
  func groups() throws { #expect(try role("patient_id") { "\($0 % 5)" } == .label) }

  @Test(
    "what has the name of a label is one",
    arguments: [
      "label", "Class", "target", "true_label", "cluster", "species", "cell_type", "labels", "kind",
      "cluster_id",
    ])
  func labels(name: String) throws {
    #expect(try role(name) { "\($0 % 10)" } == .label)
  }

  @Test(
    "a word for labels inside of a name says nothing",
    arguments: [
      "target_mean", "label_count", "class_size", "fold_change", "group_velocity", "class_0",
      "species_a",
    ])
  func features(name: String) throws {
    #expect(try role(name) { "\($0 % 2)" } == .feature)
  }

  @Test("y is a label where it is no coordinate")
  func ordinates() throws {
    let rows = (0..<12).map { "\($0 % 3),\($0).5\n" }.joined()
    #expect(try roles("y,u\n" + rows) == [.label, .feature])
    #expect(try roles("y,x\n" + rows) == [.feature, .feature])
  }

  @Test("of numbers that are none of few whole ones, those that are called a label are one")
  func continuous() throws {
    #expect(try role("target") { "\($0).25" } == .label)
    #expect(try role("cluster") { "\($0).25" } == .feature)
    #expect(try role("class_probability") { "0.\($0)1" } == .feature)
    #expect(try role("count") { "\($0 % 3)" } == .feature)
  }

  @Test("texts that repeat are labels, and those that differ names")
  func texts() throws {
    #expect(try role("kind") { $0.isMultiple(of: 2) ? "a" : "b" } == .label)
    #expect(try role("flag") { $0 > 4 ? "True" : "False" } == .label)
    #expect(try role("ok") { $0 > 4 ? "True" : "False" } == .feature)
    #expect(try role("kind") { "name \($0)" } == .identifier)
    #expect(try role("date") { "2024-01-\($0 + 10)x" } == .identifier)
    #expect(try role("kind", count: 400) { "name \($0 % 300)" } == .identifier)
  }

  @Test("names are taken apart into words")
  func words() {
    #expect(TableRoleGuess.words(of: "sourceID") == ["source", "id"])
    #expect(TableRoleGuess.words(of: "Unnamed: 0") == ["unnamed", "0"])
    #expect(
      TableRoleGuess.words(of: " a__b ") == ["a", "b"] && TableRoleGuess.words(of: "").isEmpty)
  }
}
