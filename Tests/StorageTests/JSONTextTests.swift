import Storage
import TestSupport
import Testing

struct JSONTextTests {
  @Test(arguments: ["1", " {\"a\": [1, {\"b\": null}], \"c\": \"}\\\"\"} ", "[]", "{}", "\"é\""])
  func aTextWithoutRepeatedKeysPasses(text: String) {
    #expect(throws: Never.self) { try JSONText(text).check() }
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", "", "\"a\" twice"), ("{\"a\":{\"b\":1,\"b\":1}}", "a", "\"b\" twice"),
    ("[0,{\"b\":[{\"c\":1,\"\\u0063\":2}]}]", "1.b.0", "\"c\" twice"), ("", "", "the end"),
    ("{\"a\":1", "", "the end"), ("[1,]", "1", "\"]\""), ("{\"a\" 1}", "", "\"1\""),
    ("1 2", "", "\"2\""), ("{a:1}", "", "\"a\""),
  ])
  func aBrokenTextIsNamedByItsPlace(text: String, place: String, found: String) {
    let error = #expect(throws: JSONFault.self) { try JSONText(text).check() }
    #expect(error?.place == place && error?.found == found, "\(error.map { "\($0)" } ?? "")")
  }

  @Test("nesting is bounded", arguments: [60, 70, 100_000])
  func depth(count: Int) {
    let text = String(repeating: "[", count: count) + String(repeating: "]", count: count)
    let passes = (try? JSONText(text).check()) != nil
    #expect(passes == (count < 65))
  }

  @Test func aValueIsFoundByItsPlace() {
    let text = JSONText("{\"a\": [1, {\"b\": -2.5}], \"c\": \"x\"}")
    #expect(text.value(at: ["a", "1", "b"]) == "-2.5")
    #expect(text.value(at: ["c"]) == "\"x\"")
    #expect(text.value(at: ["a", "2"]) == nil)
  }
}
