import Terminal
import TestSupport

extension FuzzTarget {
  /// What a terminal sends.
  static let keys = [
    FuzzTarget("keys") { input, _ in
      var input = input
      let pieceCount = 1 + Int(input.byte() % 8)
      let bytes = input.remaining()
      var (whole, cut) = (KeyDecoder(), KeyDecoder())
      let inputs = whole.feed(bytes)
      let again = stride(from: 0, to: bytes.count, by: pieceCount).flatMap {
        cut.feed(bytes[$0..<min($0 + pieceCount, bytes.count)])
      }
      // A longer sequence is given up at a length that depends on the pieces.
      precondition(
        bytes.count > 64 || (inputs == again && whole.pending == cut.pending),
        "\(inputs) at once, \(again) in pieces of \(pieceCount)")
      _ = whole.expire() + cut.expire()
      precondition(whole.pending == nil && cut.pending == nil, "pending after the wait")
    }
  ]
}
