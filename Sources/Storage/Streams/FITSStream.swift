/// Writes pictures as the primary array of a FITS file (FITS standard 4.0, sections 3 and 4): cards of 80 letters in blocks
/// of 2880 bytes, then single precision with the most significant byte first.
///
/// Samples `[height, width, channels]` become `[channels, height, width]`, since astronomy keeps channels apart.
final class FITSStream: ArrayStream {
  private static let blockCount = 2880
  private static let cardCount = 80

  private let file: PendingFile
  private let byteCount: Int
  /// The channels of a sample, and its other elements.
  private let channels: Int
  private let elementCount: Int
  /// Elements of a sample that is not complete yet.
  private var waiting: [Float] = []

  /// Starts a file of samples `[samples, height, width, channels]`.
  init(path: String, shape: [Int]) throws(StorageError) {
    precondition(shape.count == 4, "FITSStream: shape \(shape)")
    channels = shape[3]
    elementCount = shape[1...].reduce(1, *)
    let axes = [shape[2], shape[1]] + (channels == 1 ? [] : [channels]) + [shape[0]]
    let header = Self.header(axes: axes)
    byteCount = header.count + shape.reduce(MemoryLayout<Float>.size, *)
    file = try PendingFile(path: path)
    try file.append(header)
  }

  private static func header(axes: [Int]) -> [UInt8] {
    let cards =
      [("SIMPLE", "T"), ("BITPIX", "-32"), ("NAXIS", "\(axes.count)")]
      + axes.enumerated().map { ("NAXIS\($0.offset + 1)", "\($0.element)") }
    var text = cards.map { name, value in
      let field = name + String(repeating: " ", count: 8 - name.utf8.count) + "= "
      return padded(
        field + String(repeating: " ", count: 20 - value.utf8.count) + value, to: cardCount)
    }.joined()
    text += padded("END", to: cardCount)
    return Array(padded(text, to: blocks(text.utf8.count)).utf8)
  }

  private static func padded(_ text: String, to count: Int) -> String {
    text + String(repeating: " ", count: count - text.utf8.count)
  }

  private static func blocks(_ count: Int) -> Int {
    (count + blockCount - 1) / blockCount * blockCount
  }

  func append(_ floats: UnsafeBufferPointer<Float>, to name: String) throws(StorageError) {
    waiting += floats
    let ready = waiting.count / max(1, elementCount) * elementCount
    guard ready > 0 else { return }
    var words: [UInt32] = []
    words.reserveCapacity(ready)
    for start in stride(from: 0, to: ready, by: elementCount) {
      for channel in 0..<channels {
        for place in stride(from: start + channel, to: start + elementCount, by: channels) {
          words.append(waiting[place].bitPattern.bigEndian)
        }
      }
    }
    waiting.removeFirst(ready)
    try words.withUnsafeBufferPointer { words throws(StorageError) in
      try file.append(UnsafeRawBufferPointer(words))
    }
  }

  func finish() throws(StorageError) {
    precondition(file.length == byteCount, "FITSStream: \(file.length) of \(byteCount) bytes")
    try file.append([UInt8](repeating: 0, count: Self.blocks(byteCount) - byteCount))
    try file.commit()
  }
}
