import Datasets
import Storage
import Tensors
import TestSupport
import Testing

/// Tables of text as data sets.
struct TableDatasetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws -> String {
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
    return folder.path(name)
  }

  @Test(
    "rows are features with the names of their columns, labels are factors, and every guess is told"
  )
  func rows() throws {
    let path = try write(
      ";id;a;b;kind;class\n0;s1;0,5;1;spiral;3\n1;s2;-2;2,25;merger;1\n2;s3;4;3;spiral;3\n",
      to: "made.csv")
    let dataset = try Dataset.open(path: path)
    #expect(dataset.sampleShape == [1, 2, 1] && dataset.description.kind == .features)
    #expect(dataset.description.features == [Feature("a"), Feature("b")])
    #expect((0..<3).map { dataset.sample($0).elements } == [[0.5, 1], [-2, 2.25], [4, 3]])
    #expect(dataset.description.factors.map(\.name) == ["kind", "class"])
    #expect(dataset.factors.elements == [0, 3, 1, 1, 0, 3])
    #expect(
      dataset.description.factors.map(\.upper) == [1, 3] && dataset.description.name == "made")
    #expect(dataset.notes.contains("kind is numbered: 0 spiral, 1 merger"))
    #expect(
      dataset.notes.contains { $0.hasPrefix("id ") }
        && dataset.notes.contains { $0.contains("index") })
    #expect(dataset.notes.contains("numbers have a decimal comma"))
  }

  @Test(
    "columns whose names count up are the axis of a curve",
    arguments: [
      ("0,1,2", true), ("400.5,401,402.5", true), ("x_1,x_2,x_10", true), ("p0,p1,p2", true),
      ("x_2,x_1,x_3", false), ("a,b,c", false), ("x1,y2,z3", false), ("a1,a2", false),
      ("a,a1,a2", false),
    ])
  func curves(names: String, isCurve: Bool) throws {
    let count = names.split(separator: ",").count
    let rows = (0..<4).map { row in
      (0..<count).map { "\(Double(7 * row + $0 * $0 % 5) + 0.25)" }.joined(separator: ",")
    }
    let path = try write(([names] + rows).joined(separator: "\n") + "\n", to: "columns.csv")
    let description = try Dataset.open(path: path).description
    #expect(description.kind == (isCurve ? .curve : .features))
    #expect(description.features.count == (isCurve ? 0 : count))
  }

  @Test("codes are numbered by their digits, and True and False are elements")
  func codes() throws {
    let id = "45678901234567890"
    let path = try write(
      "field_id,a,ok\n\(id)1,0.5,True\n\(id)2,1,False\n\(id)1,2,False\n\(id)2,4,True\n",
      to: "codes.csv")
    let dataset = try Dataset.open(path: path)
    #expect((0..<2).map { dataset.sample($0).elements } == [[0.5, 1], [1, 0]])
    #expect(dataset.factors.elements == [0, 1, 0, 1])
    #expect(dataset.notes.contains("field_id is numbered: 0 \(id)1, 1 \(id)2"))
    #expect(dataset.notes.contains("ok has True and False, which were read as 1 and 0"))
  }

  @Test(
    "what is missing or too large is an error that names the line and the column",
    arguments: [
      ("a,b\n1,2\n3,NA\n", "sample 1, line 3, b: expected a finite number, found nan"),
      ("a,b\n1,2\n\n3,1e60\n", "sample 1, line 4, b: expected a finite number, found inf"),
      ("kind\nred\nblue\nred\n", "not a data set: expected a table with a feature column"),
      ("a,b\n", "expected at least one row"),
    ])
  func refused(text: String, message: String) throws {
    let path = try write(text, to: "bad.csv")
    let error = #expect(throws: DatasetError.self) { try Dataset.open(path: path) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
