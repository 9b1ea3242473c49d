import Platform

/// The lines of a text one after the other, whatever they end with: LF, CRLF, CR, or CRCRLF.
package struct TableLines {
  private let text: UnsafeBufferPointer<UInt8>
  private let isWhole: Bool
  /// Where the next line begins.
  package private(set) var offset: Int
  /// The number of the line that was returned last, counted from 1.
  package private(set) var number: Int
  // The next line feed and carriage return at or after `offset`, so that neither is searched again.
  private var lineFeed = -1
  private var carriageReturn = -1

  /// Creates the lines of a text.
  ///
  /// - Parameters:
  ///   - text: The text in UTF-8.
  ///   - offset: Where the first line begins.
  ///   - number: How many lines were before it.
  ///   - isWhole: Whether the text is complete, so that a last line without an end counts, too.
  package init(
    _ text: UnsafeBufferPointer<UInt8>, from offset: Int = 0, number: Int = 0, isWhole: Bool = true
  ) {
    self.text = text
    self.offset = offset
    self.number = number
    self.isWhole = isWhole
  }

  /// The next line without its end; `nil` when there is none, or not all of it yet.
  package mutating func next() -> Range<Int>? {
    guard offset < text.count else { return nil }
    if lineFeed < offset { lineFeed = place(of: 0x0A) }
    if carriageReturn < offset { carriageReturn = place(of: 0x0D) }
    let end = min(lineFeed, carriageReturn)
    guard end < text.count else { return isWhole ? take(upTo: end, next: end) : nil }
    guard end == carriageReturn else { return take(upTo: end, next: end + 1) }
    var behind = end
    while behind < text.count, text[behind] == 0x0D { behind += 1 }
    // The next byte to arrive may be a line feed.
    guard behind < text.count else { return isWhole ? take(upTo: end, next: end + 1) : nil }
    return take(upTo: end, next: text[behind] == 0x0A ? behind + 1 : end + 1)
  }

  private mutating func take(upTo end: Int, next: Int) -> Range<Int> {
    defer { offset = next }
    number += 1
    return offset..<end
  }

  private func place(of byte: UInt8) -> Int {
    guard let start = text.baseAddress,
      let found = memchr(start + offset, Int32(byte), text.count - offset)
    else { return text.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }
}
