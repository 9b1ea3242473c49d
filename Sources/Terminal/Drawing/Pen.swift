/// The colours and attributes that a terminal draws characters with, as SGR codes.
struct Pen: Equatable {
  /// The codes of the glyph's colour, such as `[38, 5, 200]`; none is the terminal's own.
  var foreground: [Int] = []
  /// The codes of the colour behind it, such as `[48, 5, 200]`.
  private(set) var background: [Int] = []
  /// 1 bold, 2 dim, 4 underline, 7 reverse, in this order.
  private(set) var attributes: [Int] = []

  /// Whether a blank shows the foreground, as a line below it or behind it.
  var showsForegroundInBlanks: Bool { attributes.contains { $0 > 2 } }

  /// The pen with both colours exchanged, `nil` where they are not both exact.
  var exchanged: Pen? {
    guard attributes.isEmpty, foreground.first == 38, background.first == 48 else { return nil }
    var pen = self
    pen.foreground = [38] + background.dropFirst()
    pen.background = [48] + foreground.dropFirst()
    return pen
  }

  /// The pen after one sequence, `nil` when it contains an unknown code.
  func changed(by parameters: ArraySlice<UInt8>) -> Pen? {
    var pen = self
    guard var codes = Self.codes(parameters)?[...] else { return nil }
    while let code = codes.popFirst() {
      switch code {
      case 0: pen = Pen()
      case 1, 2, 4, 7:
        if !pen.attributes.contains(code) { pen.attributes = (pen.attributes + [code]).sorted() }
      case 22: pen.attributes.removeAll { $0 < 3 }
      case 24, 27: pen.attributes.removeAll { $0 == code - 20 }
      case 30...37, 90...97: pen.foreground = [code]
      case 40...47, 100...107: pen.background = [code]
      case 39: pen.foreground = []
      case 49: pen.background = []
      case 38, 48:
        let count = codes.first == 2 ? 4 : 2
        guard codes.count >= count, codes.first == 2 || codes.first == 5 else { return nil }
        let color = [code] + codes.prefix(count)
        codes = codes.dropFirst(count)
        if code == 38 { pen.foreground = color } else { pen.background = color }
      default: return nil
      }
    }
    return pen
  }

  /// The numbers of a sequence, a missing one counting as zero; `nil` for anything but `;` and numbers
  /// of up to three digits.
  private static func codes(_ parameters: ArraySlice<UInt8>) -> [Int]? {
    var codes = [0]
    for byte in parameters {
      switch byte {
      case UInt8(ascii: ";"): codes.append(0)
      case 48...57 where codes[codes.count - 1] < 100:
        codes[codes.count - 1] = 10 * codes[codes.count - 1] + Int(byte) - 48
      default: return nil
      }
    }
    return codes
  }

  /// The codes that change another pen to this one, or any pen when `old` is `nil`.
  func codes(after old: Pen?) -> [Int] {
    // Old terminals can only end all attributes at once.
    guard let old, Set(old.attributes).isSubset(of: attributes) else {
      return [0] + codes(after: Pen())
    }
    var codes = attributes.filter { !old.attributes.contains($0) }
    if foreground != old.foreground { codes += foreground.isEmpty ? [39] : foreground }
    if background != old.background { codes += background.isEmpty ? [49] : background }
    return codes
  }
}
