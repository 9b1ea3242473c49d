import Tensors
import Testing
import TestSupport

@testable import Storage

/// Tables of values, well made and otherwise.
struct TableTests {
  private func table(_ text: String) throws -> Table {
    try Array(text.utf8).withUnsafeBytes { try Table($0, path: "points.csv") }
  }

  private func numbers(_ table: Table, _ column: Int) -> [Double] {
    guard case .numbers(let values) = table.columns[column].values else { return [] }
    return values
  }

  @Test("the header is the first line without a number")
  func headers() throws {
    let named = try table("x,y,kind\n1,2,a\n-3.5,4e2,b\n")
    #expect(named.hasHeader && named.columns.map(\.name) == ["x", "y", "kind"])
    #expect(named.lines == [2, 3])
    #expect(numbers(named, 0) == [1, -3.5] && numbers(named, 1) == [2, 400])
    #expect(named.columns[2].values == .texts(["a", "b"]))
    #expect(named.columns[2].texts == .init(count: 2, first: "a", line: 2))
    let bare = try table("1,2\n3,4")
    #expect(!bare.hasHeader && bare.rowCount == 2 && bare.columns.map(\.name) == ["", ""])
    let mixed = try table("a,1\nb,2\n")
    #expect(!mixed.hasHeader && mixed.rowCount == 2)
  }

  @Test(
    "whatever delimiter, line end, mark and comment, the numbers are the same",
    arguments: [
      "x,y\n1,2\n3,4\n", "x;y\n1;2\n3;4", "x\ty\r\n1\t2\r\n3\t4\r\n", "\u{FEFF}x,y\r1,2\r3,4\r",
      "# made by hand; twice\nx,y\n\n1,2\n# more\n3,4\n\n", "\"x\",\"y\"\n\"1\", 2 \n+3,\"4\"\n",
    ])
  func spellings(text: String) throws {
    let table = try table(text)
    #expect(table.columns.map(\.name) == ["x", "y"])
    #expect(numbers(table, 0) == [1, 3] && numbers(table, 1) == [2, 4])
  }

  @Test("quotes hold delimiters, quotes and line ends, and lines are counted through them")
  func quotes() throws {
    let table = try table("name,x\n\"a, \"\"b\"\"\nc\",1\nd,2\n")
    #expect(table.columns[0].values == .texts(["a, \"b\"\nc", "d"]))
    #expect(table.columns[0].texts == .init(count: 2, first: "a, \"b\"\nc", line: 2))
    #expect(table.lines == [2, 4])
  }

  @Test("empty fields and words for what is no number are kept as such; hexadecimals are texts")
  func oddNumbers() throws {
    let table = try table("a,b,c,d\n1,nan,inf,0x10\n,2,-inf,3\n")
    #expect(numbers(table, 0)[1].isNaN && numbers(table, 1)[0].isNaN)
    #expect(numbers(table, 2) == [.infinity, -.infinity])
    #expect(table.columns[3].values == .texts(["0x10", "3"]))
  }

  @Test("a text below few numbers makes the whole column texts")
  func lateText() throws {
    let table = try table("x,y\n1,1\n2.50,2\n1.2.3,3\n,4\n")
    #expect(table.columns[0].values == .texts(["1", "2.50", "1.2.3", nil]))
    #expect(table.columns[0].texts == .init(count: 1, first: "1.2.3", line: 4))
    #expect(numbers(table, 1) == [1, 2, 3, 4] && table.columns[1].texts == nil)
  }

  @Test("a few texts below many numbers are counted, with the first and its line")
  func unread() throws {
    let rows = (0..<30).map { $0 == 7 || $0 == 20 ? "bad \($0),1\n" : "\($0),1\n" }
    let column = try #require(try table("x,y\n" + rows.joined()).columns.first)
    #expect(column.texts == .init(count: 2, first: "bad 7", line: 9))
    guard case .numbers(let values) = column.values else {
      Issue.record("no numbers")
      return
    }
    #expect(values.count == 30 && values.indices.filter { values[$0].isNaN } == [7, 20])
  }

  @Test("numbers with something around them are counted")
  func decorated() throws {
    let column = try table("x\n1%\n2.5%\n3\n").columns[0]
    #expect(column.values == .numbers([1, 2.5, 3]))
    #expect(column.decoratedCount == 2 && column.decoration == .percent)
  }

  @Test("digits that a number does not keep are kept as text")
  func exactTexts() throws {
    let table = try table(
      "id,zip,x\n4116474239012345678,007,0.5\n4116474239012345679,012,0\n")
    #expect(table.columns[0].exactTexts == ["4116474239012345678", "4116474239012345679"])
    #expect(table.columns[1].exactTexts == ["007", "012"] && table.columns[2].exactTexts == nil)
  }

  @Test("colours with # are rows where the first column has no numbers")
  func colors() throws {
    for text in [
      "color,a,b\n#f00,1,2\nred,3,5\n#0f0,4,1\n", "color,a,b\n#f00,1,2\n#00ff0080,3,5\n#0f0,4,1\n",
    ] {
      let table = try table(text)
      #expect(numbers(table, 1) == [1, 3, 4] && table.lines == [2, 3, 4])
    }
    let plain = try table("color,a\nred,3\n# so much, for that\n#face,it\nblue,5\n")
    #expect(plain.rowCount == 2)
  }

  @Test("a remark that could be a row is told")
  func remarksLikeRows() throws {
    let rows = try table("step,x\n1,2\n#100,3\n3,4\n# a, note\n#5,6\n")
    #expect(numbers(rows, 0) == [1, 3])
    #expect(
      rows.notes == [
        "2 lines that begin with # and could be a row were skipped as comments, first line 3: #100,3"
      ])
    #expect(try table("step,x\n1,2\n# a note\n3,4\n").notes.isEmpty)
  }

  @Test("a notation that shows late holds for the whole table")
  func lateNotation() throws {
    let values = (0..<150).map { "\($0);\($0)\n" } + (0..<50).map { "\($0),5;\($0)\n" }
    let late = try table("a;b\n" + values.joined())
    #expect(numbers(late, 0).suffix(2) == [48.5, 49.5] && numbers(late, 0).count == 200)
    #expect(late.columns[0].texts == nil)
    #expect(late.notes == ["numbers have a decimal comma, which line 152 shows first"])
  }

  @Test("a few commas among many decimal points change nothing")
  func mixedNotations() throws {
    let values = (0..<150).map { "\($0).5;\($0)\n" } + ["1,5;3\n"]
    let column = try table("a;b\n" + values.joined()).columns[0]
    #expect(column.texts == .init(count: 1, first: "1,5", line: 152))
  }

  @Test("a word for a missing value is a text among texts, and is counted")
  func missingWords() throws {
    let table = try table("country,x\nDE,1\nNA,NA\n,3\nnone,4\n")
    #expect(table.columns[0].values == .texts(["DE", "NA", nil, "none"]))
    #expect(table.columns[0].missingWords == TableColumn.Texts(count: 2, first: "NA", line: 3))
    #expect(table.columns[1].missingWords == nil)
    let codes = try self.table("id,x\n007,1\nNA,2\n")
    #expect(codes.columns[0].exactTexts == ["007", ""])
    #expect(codes.columns[0].writtenCodes == ["007", nil])
  }

  @Test("UTF-16 is read like UTF-8", arguments: [true, false], [true, false])
  func utf16(isLittle: Bool, hasMark: Bool) throws {
    let text = "größe,b\n1.5,2\n"
    let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
    let bytes = units.flatMap { unit -> [UInt8] in
      let halves = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return isLittle ? halves : halves.reversed()
    }
    let table = try bytes.withUnsafeBytes { try Table($0, path: "points.csv") }
    #expect(table.columns.map(\.name) == ["größe", "b"] && numbers(table, 0) == [1.5])
  }

  @Test("letters of Latin-1 are read, and a note says so")
  func latin() throws {
    let bytes = Array("gr".utf8) + [0xF6, 0xDF] + Array("e,b\n1,2\n".utf8)
    let table = try bytes.withUnsafeBytes { try Table($0, path: "points.csv") }
    #expect(table.columns[0].name == "größe")
    #expect(table.notes == ["bytes that are not UTF-8 were read as Windows-1252"])
  }

  @Test(
    "what is no table is one line that says where",
    arguments: [
      ("", "table: expected at least one line of values, found none"),
      ("\n# nothing\n", "table: expected at least one line of values, found none"),
      ("x,y\n1,2\n3\n", "line 3: expected 2 fields as in line 1, found 1"),
      ("1\n2,3\n", "line 2: expected 1 field as in line 1, found 2"),
      ("1,\"2\n", "line 1: expected the end of a quoted field, found the end of the file"),
      ("x,y\n", "table: expected at least one row below the header in line 1, found none"),
    ])
  func faults(text: String, message: String) {
    let error = #expect(throws: StorageError.self) { try table(text) }
    #expect(error?.description == "points.csv: " + message)
  }

  @Test("what is written is read again", arguments: 0..<4)
  func roundTrip(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let folder = try TemporaryFolder()
    let count = random.integer(1...40)
    let values = random.floats(count, in: -1e6...1e6)
    let pieces = ["plain", "a,b", "\"", "line\nend", "é;\t", " "]
    // Blanks at the ends of a field are no part of it.
    let texts = (0..<count).map { _ in
      "t"
        + (0...random.integer(0...3)).map { _ in pieces[random.integer(0...pieces.count - 1)] }
        .joined() + "t"
    }
    try CSVWriter.write(
      [
        .init(name: "a \"name\"") { "\(values[$0])" }, .init(name: "text") { texts[$0] },
      ], rowCount: count, to: folder.file("table.csv"))
    let table = try Table(path: folder.file("table.csv"))
    #expect(table.columns.map(\.name) == ["a \"name\"", "text"], "seed \(seed)")
    #expect(numbers(table, 0).map { Float($0) } == values, "seed \(seed)")
    guard case .texts(let found) = table.columns[1].values else {
      Issue.record("no texts, seed \(seed)")
      return
    }
    #expect(found == texts, "seed \(seed)")
  }

  @Test("any text is a table of full columns, or an error of one line", arguments: 0..<300)
  func anyText(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let pieces = [
      "1", "-2.5", "a", ",", ",", ";", "\t", "\n", "\n", "\r", "\"", "#", " ", "\u{FEFF}", "\0",
      "é",
    ]
    let text = (0..<random.integer(0...40)).map { _ in
      pieces[random.integer(0...pieces.count - 1)]
    }.joined()
    do {
      let table = try table(text)
      for column in table.columns {
        switch column.values {
        case .numbers(let values): #expect(values.count == table.rowCount, "seed \(seed)")
        case .texts(let values): #expect(values.count == table.rowCount, "seed \(seed)")
        }
        if let texts = column.texts {
          #expect(table.lines.contains(texts.line), "seed \(seed)")
        }
      }
    } catch let error as StorageError {
      #expect(!error.description.contains("\n"), "seed \(seed)")
    } catch {
      Issue.record("\(error), seed \(seed)")
    }
  }

  @Test("files are told by their first bytes, and texts by none")
  func signatures() throws {
    let folder = try TemporaryFolder()
    let tensor = Tensor(repeating: 1, shape: [2, 2])
    try NPY.write(tensor, to: folder.file("a"))
    try NPZWriter.write([NamedTensor("x", tensor)], to: folder.file("b"))
    try SafetensorsWriter.write([NamedTensor("x", tensor)], to: folder.file("c"))
    try folder.write(Array("PK,12345{,\n".utf8), to: "d")
    try folder.write([], to: "e")
    let found = try "abcde".map { try FileStart(path: folder.file(String($0))).signature }
    #expect(found == [.npy, .npz, .safetensors, nil, nil])
  }
}
