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
      precondition(
        inputs == again && whole.pending == cut.pending,
        "\(inputs) at once, \(again) in pieces of \(pieceCount)")
      // An escape that turns out to be the key still has a rest to wait for.
      for _ in 0..<2 { _ = whole.expire() + cut.expire() }
      precondition(whole.pending == nil && cut.pending == nil, "pending after the wait")
    }
  ]
}
