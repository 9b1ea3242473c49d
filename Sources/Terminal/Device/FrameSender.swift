/// Sends one frame's bytes as fast as the connection accepts them; the next frame waits until this one is sent.
///
/// Frames are differences to each other, so a frame once encoded must arrive; what may be skipped is
/// decided before encoding.
struct FrameSender {
  private var bytes: [UInt8] = []
  private var sentCount = 0

  /// Whether unsent bytes are pending.
  var isPending: Bool { sentCount < bytes.count }
  /// Whether some but not all of the bytes are sent, so that an escape sequence may be incomplete.
  var isCut: Bool { isPending && sentCount > 0 }

  /// Adds bytes, for example of a frame, to what is sent.
  ///
  /// - Parameter compose: Appends to the bytes.
  /// - Returns: How many bytes were added.
  mutating func add(_ compose: (inout [UInt8]) -> Void) -> Int {
    let before = bytes.count
    compose(&bytes)
    return bytes.count - before
  }

  /// Sends what the connection accepts.
  mutating func flush(to device: TerminalDevice) {
    while isPending, case .done(let count) = device.write(bytes[sentCount...]) {
      sentCount += count
    }
    if !isPending || !device.isAlive { discard() }
  }

  /// Discards what was not sent.
  mutating func discard() {
    bytes.removeAll(keepingCapacity: true)
    sentCount = 0
  }
}
