import Numerics
import TestSupport
import Testing

@Suite struct ClampingTests {
  @Test(arguments: [
    (2.9, 2), (-0.9, 0), (-1.5, -1), (6.99, 6), (7, 7), (7.5, 7), (1e300, 7), (-1e300, -3),
    (.infinity, 7), (-.infinity, -3), (.nan, -3), (-.nan, -3), (0x1p63, 7), (-0x1p63, -3),
    (.leastNonzeroMagnitude, 0), (-.leastNonzeroMagnitude, 0), (.greatestFiniteMagnitude, 7),
  ])
  func theWholePartLiesInTheRange(value: Double, expected: Int) {
    #expect(Int(clamping: value, to: -3...7) == expected)
    #expect(Int(clamping: Float(value), to: -3...7) == expected)
  }

  @Test func theWholeRangeOfIntegersHasItsEnds() {
    let all = Int.min...Int.max
    #expect(Int(clamping: Double.infinity, to: all) == .max)
    #expect(Int(clamping: 0x1p63, to: all) == .max)
    #expect(Int(clamping: (0x1p63 as Double).nextDown, to: all) == 0x7FFF_FFFF_FFFF_FC00)
    #expect(Int(clamping: -0x1p63, to: all) == .min)
    #expect(Int(clamping: Double.nan, to: all) == .min)
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func anyBitsHaveAnInteger(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<500 {
      let value = Double(bitPattern: random.next())
      let ends = [
        Int.random(in: -100...100, using: &random), Int.random(in: 0...9, using: &random),
      ]
      let range = ends[0]...ends[0] + ends[1]
      let found = Int(clamping: value, to: range)
      let expected =
        value.isNaN
        ? range.lowerBound
        : (value <= Double(range.lowerBound)
          ? range.lowerBound
          : (value >= Double(range.upperBound)
            ? range.upperBound : Int(exactly: value.rounded(.towardZero))))
      #expect(found == expected, "seed \(seed): \(value) in \(range)")
    }
  }
}

@Suite struct FractionTests {
  @Test func aValueHasItsPlaceBetweenTheEnds() {
    #expect(2.5.fraction(from: 2, to: 4) == 0.25)
    #expect(2.5.fraction(from: 4, to: 2) == 0.75)
    #expect(Float(7).fraction(from: 0, to: 2) == 3.5)
    #expect(1.0.fraction(from: 3, to: 3).isNaN == false)
    #expect(3.0.fraction(from: 3, to: 3).isNaN)
    #expect(Double.nan.fraction(from: 0, to: 1).isNaN)
  }

  @Test func endsMayBeFurtherApartThanAnyNumberIsLarge() {
    let most = Double.greatestFiniteMagnitude
    #expect(0.0.fraction(from: -most, to: most) == 0.5)
    #expect((-most).fraction(from: -most, to: most) == 0)
    #expect(most.fraction(from: -most, to: most) == 1)
    #expect((most / 2).fraction(from: most, to: -most) == 0.25)
  }
}

@Suite struct ReflexiveTests {
  @Test func aRequestWithNaNIsTheOneThatWasMade() {
    let first = Reflexive(wrappedValue: [1, Float.nan, .infinity])
    #expect(first == Reflexive(wrappedValue: [1, -.nan, .infinity]))
    #expect(first != Reflexive(wrappedValue: [1, 0, .infinity]))
    #expect(first != Reflexive(wrappedValue: [1, .nan]))
    #expect(Reflexive(wrappedValue: [0.0]) == Reflexive(wrappedValue: [-0.0]))
  }
}
