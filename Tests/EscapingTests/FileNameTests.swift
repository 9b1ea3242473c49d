import Escaping
import TestSupport
import Testing

/// Every name of a file is a text, and every such text leads back to its file.
struct FileNameTests {
  @Test("a name in UTF-8 is its own text")
  func valid() {
    let name = "épreuve 北京.npy"
    #expect(FileName.text(Array(name.utf8)) == name)
    #expect(FileName.bytes(name) == Array(name.utf8))
    #expect(FileName.cString("a") == [97, 0])
  }

  @Test(
    "bytes that are not UTF-8 are kept and shown by number",
    arguments: [
      ([0x61, 0xFF, 0x62], "a\\xFFb"), ([0xE9], "\\xE9"), ([0xC3], "\\xC3"),
      ([0xE2, 0x82, 0x41], "\\xE2\\x82A"), ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"),
      ([0xF4, 0x8F, 0xBF, 0xBF], "\\xF4\\x8F\\xBF\\xBF"), ([0x1B, 0x80], "\\u{1B}\\x80"),
    ] as [([UInt8], String)])
  func invalid(bytes: [UInt8], shown: String) {
    let text = FileName.text(bytes)
    #expect(FileName.bytes(text) == bytes)
    #expect(text.escaped == shown)
  }

  @Test("any bytes come back as they were, and different ones are different texts")
  func anyBytes() {
    var texts: [[Unicode.Scalar]: [UInt8]] = [:]
    for seed in 0..<UInt64(500) {
      var random = SplitMix64(state: seed)
      let leads: [UInt8] = [0x41, 0x80, 0xC3, 0xE2, 0xED, 0xF4, 0x8F, 0xBF, 0xFF]
      let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        leads.randomElement(using: &random) ?? 0x41
      }
      let text = FileName.text(bytes)
      #expect(FileName.bytes(text) == bytes, "seed \(seed)")
      #expect(
        texts.updateValue(bytes, forKey: Array(text.unicodeScalars)) ?? bytes == bytes,
        "seed \(seed)")
    }
  }
}
