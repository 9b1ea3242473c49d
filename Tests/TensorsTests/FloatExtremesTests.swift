import Tensors
import Testing

struct FloatExtremesTests {
  @Test("extremes are those of the elements, at any length and alignment", arguments: 0..<60)
  func extremes(seed: Int) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    for count in 0..<70 {
      let elements = (0..<count + 1).map { _ in Float(random.nextGaussian()) }
      elements.withUnsafeBufferPointer { all in
        let part = UnsafeBufferPointer(rebasing: all.dropFirst())
        var found = FloatExtremes()
        let areFinite = found.include(part)
        #expect(areFinite, "seed \(seed), \(count) elements")
        #expect(found.lower == part.min() ?? .infinity, "seed \(seed), \(count) elements")
        #expect(found.upper == part.max() ?? -.infinity, "seed \(seed), \(count) elements")
      }
    }
  }

  @Test(
    "one element that is not finite is found", arguments: [Float.nan, .infinity, -.infinity, -.nan])
  func notFinite(value: Float) {
    for count in 1..<70 {
      for position in 0..<count {
        var elements = [Float](repeating: .greatestFiniteMagnitude, count: count)
        elements[position] = value
        elements.withUnsafeBufferPointer {
          var extremes = FloatExtremes()
          let areFinite = extremes.include($0)
          #expect(!areFinite, "element \(position) of \(count)")
          #expect(extremes.lower == .infinity && extremes.upper == -.infinity)
        }
      }
    }
  }
}
