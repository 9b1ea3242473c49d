import Testing

@testable import Storage

/// What single fields say.
struct TableFieldTests {
  private func field(_ text: String, _ notation: NumberNotation = NumberNotation()) -> TableField {
    field(Array(text.utf8), notation)
  }

  private func field(_ bytes: [UInt8], _ notation: NumberNotation) -> TableField {
    (bytes + [0]).withUnsafeBufferPointer { text in
      text.baseAddress.map { notation.field($0, 0..<bytes.count) } ?? .missing
    }
  }

  @Test(
    "numbers are read in all usual forms",
    arguments: [
      ("1", 1), ("-2.50", -2.5), ("+.5", 0.5), ("5.", 5), ("1e-3", 0.001), ("1.5E+3", 1500),
      ("1.0D+03", 1000), ("2d-1", 0.2), (" 7 ", 7), ("\u{2212}0.5", -0.5), ("inf", .infinity),
      ("-Infinity", -.infinity), ("1.#INF", .infinity),
    ] as [(String, Double)])
  func numbers(text: String, value: Double) { #expect(field(text) == .number(value)) }

  @Test("NaN is a number", arguments: ["nan", "NaN", "-nan", "-nan(ind)", "1.#QNAN"])
  func notANumber(text: String) { #expect(field(text).value?.isNaN == true) }

  @Test(
    "what stands around a number is no part of it",
    arguments: [
      ("51.2%", 51.2, .percent), ("51.2 %", 51.2, .percent), ("0.13±0.1", 0.13, .uncertainty),
      ("0.13 +/- 0.1", 0.13, .uncertainty), ("-1.5+-2", -1.5, .uncertainty),
      ("0.13(1)", 0.13, .uncertainty), ("1.25(10)e-2", 0.0125, .uncertainty),
      ("tensor(0.5)", 0.5, .wrapper), ("tensor(0.4, device='cuda:0')", 0.4, .wrapper),
      ("tensor([0.5], grad_fn=<AddBackward0>)", 0.5, .wrapper), ("[0.5]", 0.5, .wrapper),
      ("[[ 2 ]]", 2, .wrapper), ("np.float32(0.25)", 0.25, .wrapper),
      ("Decimal('0.5')", 0.5, .wrapper),
      ("tf.Tensor(0.5, shape=(), dtype=float32)", 0.5, .wrapper),
      ("<tf.Tensor: shape=(), dtype=float32, numpy=0.5>", 0.5, .wrapper),
    ] as [(String, Double, NumberDecoration)])
  func decorations(text: String, value: Double, decoration: NumberDecoration) {
    #expect(field(text) == .decorated(value, decoration))
  }

  @Test("an uncertainty of Latin-1 is one too")
  func latin() {
    #expect(field(Array("0.5".utf8) + [0xB1, 0x31], .init()) == .decorated(0.5, .uncertainty))
  }

  @Test(
    "decimal commas and thousands are read where the table has them",
    arguments: [
      ("0,5", true, .none, 0.5), ("-1,25e-3", true, .none, -0.00125),
      ("1.234,5", true, .point, 1234.5),
      ("1,234.5", false, .comma, 1234.5), ("1,234,567", false, .comma, 1_234_567),
      ("1 234,5", true, .blank, 1234.5), ("1\u{A0}234", false, .blank, 1234),
      ("1\u{202F}234", false, .blank, 1234), ("1'234.5", false, .apostrophe, 1234.5),
      ("1’234", false, .apostrophe, 1234), ("12", true, .point, 12), ("12,5%", true, .none, 12.5),
    ] as [(String, Bool, NumberNotation.Grouping, Double)])
  func notations(text: String, comma: Bool, grouping: NumberNotation.Grouping, value: Double) {
    let notation = NumberNotation(hasDecimalComma: comma, grouping: grouping)
    #expect(field(text, notation).value == value)
  }

  @Test(
    "the other notation is no number",
    arguments: [
      ("0,5", false, .none), ("1.5", true, .none), ("1,23", false, .comma),
      ("1,2345", false, .comma),
      (",123", false, .comma), ("1234,567", false, .comma), ("1,", true, .none),
      ("1.23,4", true, .point),
      ("1,2,3", true, .none),
    ] as [(String, Bool, NumberNotation.Grouping)])
  func otherNotations(text: String, comma: Bool, grouping: NumberNotation.Grouping) {
    let notation = NumberNotation(hasDecimalComma: comma, grouping: grouping)
    #expect(field(text, notation) == .text)
  }

  @Test(
    "words for what is missing", arguments: MissingWord.all + ["", "  ", "--", "-", "*", "*****"])
  func missing(word: String) {
    #expect(field(word) == .missing)
    #expect(field(word.uppercased()) == .missing)
  }

  @Test(
    "anything else is a text",
    arguments: [
      "a", "0x10", "1.2.3", "2024-01-01", "12:30", "1e", "e5", "-", "1 2", "tensor(a)", "f(0.5)",
      "nano", "infinite", "True", "[]", "()", "%", "±", "0.5±", "0.5(", "0.5(a)", "é", "1_000",
      "tensor([0.1, 0.2])", "[0.1, 0.2]", "-999 m", "1dd", "[[[[[[1]]]]]]",
    ].filter { $0 != "-" })
  func texts(text: String) { #expect(field(text) == .text) }

  @Test("-999 is a number") func sentinel() { #expect(field("-999") == .number(-999)) }

  @Test("remarks begin with #, and spreadsheets' words for what is missing are none")
  func remarks() {
    func isComment(_ line: String) -> Bool {
      Array(line.utf8).withUnsafeBufferPointer { text in
        text.baseAddress.map { TableDialect.isComment($0, 0..<text.count) } ?? false
      }
    }
    #expect(isComment("# a") && isComment("#") && isComment("#a,b") && isComment("#,a"))
    #expect(
      !isComment("#N/A,1") && !isComment("#DIV/0!") && !isComment("#value!;2") && !isComment("1"))
  }

  @Test("texts that are no UTF-8 are read as Windows-1252")
  func windows() {
    let text: [UInt8] = Array("gr".utf8) + [0xF6, 0xDF, 0x80]
    #expect(text.withUnsafeBufferPointer { String(tableText: $0) } == "größ€")
    #expect(Array("größ€".utf8).withUnsafeBufferPointer { String(tableText: $0) } == "größ€")
  }
}
