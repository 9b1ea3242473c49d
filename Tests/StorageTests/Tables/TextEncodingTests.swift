import Tensors
import TestSupport
import Testing

@testable import Storage

struct TextEncodingTests {
  private static let text = "größe,Ωm,𝛼\n1.5,-2,3\n"

  private func utf16(_ text: String, isLittle: Bool, hasMark: Bool) -> [UInt8] {
    (hasMark ? [0xFEFF] + Array(text.utf16) : Array(text.utf16)).flatMap { unit -> [UInt8] in
      let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
      return isLittle ? [low, high] : [high, low]
    }
  }

  @Test(
    "the encoding is told by the mark, or by the zeros of UTF-16", arguments: [true, false],
    [true, false])
  func utf16(isLittle: Bool, hasMark: Bool) {
    let bytes = utf16(Self.text, isLittle: isLittle, hasMark: hasMark)
    let signature = bytes.withUnsafeBytes { TextEncoding.signature(of: $0) }
    #expect(signature.encoding == (isLittle ? .utf16LittleEndian : .utf16BigEndian))
    #expect(signature.markCount == (hasMark ? 2 : 0))
  }

  @Test("UTF-8 is UTF-8, with and without a mark")
  func utf8() {
    for (bytes, mark) in [
      (Array("a,b".utf8), 0), ([0xEF, 0xBB, 0xBF, 0x61], 3), ([], 0), ([0x61], 0),
    ] {
      let signature = bytes.withUnsafeBytes { TextEncoding.signature(of: $0) }
      #expect(signature == TextEncoding.Signature(encoding: .utf8, markCount: mark))
    }
  }

  @Test("a text is the same in whatever pieces it comes", arguments: 0..<30)
  func pieces(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let isLittle = seed.isMultiple(of: 2)
    let bytes = utf16(Self.text, isLittle: isLittle, hasMark: false)
    var transcoder = TextTranscoder(from: isLittle ? .utf16LittleEndian : .utf16BigEndian)
    var (text, place): ([UInt8], Int) = ([], 0)
    while place < bytes.count {
      let end = min(bytes.count, place + random.integer(1...5))
      Array(bytes[place..<end]).withUnsafeBytes { transcoder.append($0, to: &text) }
      place = end
    }
    #expect(String(decoding: text, as: UTF8.self) == Self.text, "seed \(seed)")
  }

  @Test("half a pair of surrogates is no character")
  func surrogates() {
    var transcoder = TextTranscoder(from: .utf16LittleEndian)
    var text: [UInt8] = []
    ([0x3D, 0xD8, 0x61, 0x00, 0x00, 0xDE] as [UInt8]).withUnsafeBytes {
      transcoder.append($0, to: &text)
    }
    #expect(String(decoding: text, as: UTF8.self) == "\u{FFFD}a\u{FFFD}")
  }
}
