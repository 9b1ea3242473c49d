import Tensors
import Testing

@testable import Storage

/// The TOML reader, against version 1.0.0 of the specification.
struct TOMLTests {
  private func value(_ text: String) throws -> TOMLValue {
    let document = try TOMLDocument("x = \(text)\n")
    return try #require(document.entries.first).value
  }

  @Test(
    arguments: [
      ("0", .integer(0)), ("+99", .integer(99)), ("-17", .integer(-17)), ("1_000", .integer(1000)),
      ("0xDEAD_beef", .integer(0xDEAD_BEEF)), ("0o755", .integer(0o755)), ("0b11", .integer(3)),
      ("-9223372036854775808", .integer(.min)), ("1.0", .number(1)), ("-0.01", .number(-0.01)),
      ("5e+22", .number(5e22)), ("1e06", .number(1e6)), ("6.626e-34", .number(6.626e-34)),
      ("inf", .number(.infinity)), ("-inf", .number(-.infinity)), ("true", .flag(true)),
      ("false # no", .flag(false)), ("'C:\\n'", .text("C:\\n")),
      ("\"a\\tb\\\"c\\u00e9\\U0001F600\"", .text("a\tb\"cé😀")), ("\"\"", .text("")),
      ("\"\"\"\nRoses\r\nare\\\n   red\"\"\"", .text("Roses\nare" + "red")),
      ("\"\"\"a\"\"b\"\"\"\"\"", .text("a\"\"b\"\"")), ("'''\n'a'\\n'''''", .text("'a'\\n''")),
      ("[]", .list([])),
      ("[1, 2.5,\n # two\n \"x\",\n]", .list([.integer(1), .number(2.5), .text("x")])),
      ("[[1], []]", .list([.list([.integer(1)]), .list([])])),
      ("2024-01-01", .unsupported("date")), ("2024-13-99 10:00:00", .unsupported("date")),
      ("07:32:00", .unsupported("date")),
      ("99999999999999999999", .unsupported("99999999999999999999")),
    ] as [(String, TOMLValue)])
  func aValueIsRead(text: String, expected: TOMLValue) throws {
    #expect(try value(text) == expected)
  }

  @Test func notANumberIsRead() throws {
    guard case .number(let number) = try value("nan") else {
      Issue.record("nan was not read as NaN")
      return
    }
    #expect(number.isNaN)
  }

  @Test(
    "text that is not TOML is refused",
    arguments: [
      "x", "x =", "= 1", "x = 01", "x = 1__0", "x = _1", "x = 1_", "x = .5", "x = 1.", "x = 1.e2",
      "x = 0x", "x = 0xg", "x = +0x1", "x = tru", "x = \"a", "x = 'a\nb'", "x = \"\\x41\"",
      "x = \"\\u12\"", "x = \"\\uD800\"", "x = \"\\UFFFFFFFF\"", "x = \"\"\"a", "x = '''a''",
      "x = [1", "x = [1 2]", "x = [,]", "x = {a = 1", "x = {a = 1,}", "x = {a = 1 b = 2}",
      "x = [{a = 1}]", "x = 1 y = 2", "x = \"\u{1}\"", "# \u{7F}", "x = 1 \r y = 2", "[a", "[]",
      "[a.]",
      "[.a]", "[a]b", "[[a]]", "[\u{1B}a]", "[!]", "[a.!]", "[\"a\nb\"]", "[a]\n[a]",
      "x = 1\nx = 2", "x = 1\nx.y = 2", "x = {}\n[x]", "x = {}\nx.y = 1", "[a.b]\n[a]\nb.c = 1",
      "a.b = 1\n[a]", "x = 2024-01-01T{", "x = \u{0}", "\"\"\"a\"\"\" = 1", "é = 1",
    ])
  func nonsenseIsRefused(text: String) {
    #expect(throws: TOMLFault.self) { try TOMLDocument(text) }
  }

  @Test(
    "headers and dotted keys that may follow one another",
    arguments: [
      "[a.b]\n[a]", "[a]\n[a.b]", "a.b = 1\na.c = 2", "[a]\nb.c = 1\n[a.d]", "\u{FEFF}[a]",
      "\r\n[ a . \"b\" ]",
    ])
  func tables(text: String) {
    #expect(throws: Never.self) { try TOMLDocument(text) }
  }

  @Test func everyEntryKnowsItsPlace() throws {
    let document = try TOMLDocument("# é\n[data]\n  \"é\" = 'x' # c\nlist = [\n1]\nz.q = 2\n")
    let places = document.entries.map {
      [$0.keyPlace.line, $0.keyPlace.column, $0.valuePlace.line, $0.valuePlace.column]
    }
    #expect(places == [[3, 3, 3, 9], [4, 1, 4, 8], [6, 1, 6, 7]])
    #expect(document.headers.map(\.place) == [TOMLPlace(line: 2, column: 1)])
  }

  @Test("nesting is bounded", arguments: [8, 9, 100_000])
  func depth(count: Int) {
    let list = "x = " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
    let key = "x" + String(repeating: ".x", count: count - 1) + " = 1"
    let table =
      "x = " + String(repeating: "{x = ", count: count) + "1" + String(repeating: "}", count: count)
    for text in [list, key] {
      let isRead = (try? TOMLDocument(text)) != nil
      #expect(isRead == (count <= TOMLScanner.depthLimit), "\(count)")
    }
    let isRead = (try? TOMLDocument(table)) != nil
    #expect(isRead == (count < 2 * TOMLScanner.depthLimit))
  }

  @Test("damaged text is read or refused without a trap", arguments: 0..<40)
  func damage(seed: Int) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let whole = Array(
      "[data]\nfile = \"a\\u00e9\" # c\nlist = [1, 2.5e3, 'x']\nd = 2024-01-01 10:00:00\ns = \"\"\"x\\\n y\"\"\"\nt = {a = 0x1f}\n"
        .utf8)
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0...Int(random.nextUniform() * 3) {
        let place = Int(random.nextUniform() * Double(bytes.count))
        switch Int(random.nextUniform() * 3) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.nextWord())
        case 1: bytes.remove(at: place)
        default:
          bytes.insert(contentsOf: whole[(place / 2)..<min(whole.count, place / 2 + 9)], at: place)
        }
      }
      _ = try? TOMLDocument(String(decoding: bytes, as: UTF8.self))
    }
  }
}
