import Datasets
import Tensors
import Testing

@Suite("Pixel transform")
struct PixelTransformTests {
  /// A transform as it comes from counts.
  private func transform(_ mode: PixelMode, seed: Int) -> (PixelTransform, CounterRandom) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let transform = PixelTransform(
      mode: mode, minimum: 0, maximum: Float(10 + 2e4 * random.nextUniform()),
      softening: Float(0.5 + 10 * random.nextUniform()))
    return (transform, random)
  }

  @Test(arguments: [PixelMode.asinh, .paper, .identity], 0..<20)
  func decodingUndoesEncoding(mode: PixelMode, seed: Int) {
    var (transform, random) = transform(mode, seed: seed)
    for _ in 0..<50 {
      let element = transform.maximum * Float(random.nextUniform())
      let back = transform.element(decoded: transform.networkInput(element))
      #expect(abs(back - element) <= 2e-5 * max(1, element), "seed \(seed): \(element) -> \(back)")
    }
  }

  @Test(arguments: [PixelMode.asinh, .poisson, .paper])
  func theExtremesBecomeZeroAndOne(mode: PixelMode) {
    let transform = PixelTransform(mode: mode, minimum: 0, maximum: 812, softening: 5)
    #expect(transform.networkInput(0) == 0)
    #expect(abs(transform.networkInput(812) - 1) < 1e-6)
  }

  @Test func poissonComparesCountsAndReadsLogarithms() {
    let transform = PixelTransform(mode: .poisson, minimum: 0, maximum: 100)
    #expect(transform.target(37) == 37)
    #expect(abs(transform.element(decoded: 2) - 7.389056) < 1e-5)
  }

  @Test func binaryElementsAreReadAsTheyAreAndDecodedAsChances() throws {
    let transform = PixelTransform(mode: .binary)
    #expect(transform.networkInput(1) == 1 && transform.target(0) == 0)
    #expect(transform.element(decoded: 0) == 0.5)
    #expect(abs(transform.element(decoded: 2) - 0.880797) < 1e-6)
    try transform.validate()
    #expect(throws: DatasetError.self) {
      try PixelTransform(mode: .binary, minimum: 0, maximum: 2).validate()
    }
  }

  @Test(arguments: PixelMode.allCases, 0..<41)
  func theBulkMapsAgreeWithTheSingleOnes(mode: PixelMode, seed: Int) {
    var (transform, random) = transform(mode, seed: seed)
    // Every length from 0 to 40, so that every remainder of a vector occurs.
    let elements = (0..<seed).map { _ in
      // A root has no value below zero.
      mode == .anscombe ? abs(spread(&random)) : spread(&random)
    }
    let outputs = (0..<seed).map { _ in Float(4 * random.nextUniform() - 2) }
    expectClose(
      apply(elements, transform.writeNetworkInputs(of:to:)), elements.map(transform.networkInput),
      "seed \(seed): inputs of \(elements)")
    expectClose(
      apply(elements, transform.writeTargets(of:to:)), elements.map(transform.target),
      "seed \(seed): targets of \(elements)")
    expectClose(
      apply(outputs, transform.writeElements(decoded:to:)),
      outputs.map(transform.element(decoded:)), "seed \(seed): elements of \(outputs)")
  }

  @Test func valuesThatAreNoNumbersStaySo() {
    let transform = PixelTransform(mode: .asinh, minimum: 0, maximum: 100)
    let mapped = apply([.nan, .infinity, 1], transform.writeNetworkInputs(of:to:))
    #expect(mapped[0].isNaN && mapped[1] == .infinity && mapped[2].isFinite)
  }

  @Test func aBulkMapMayWorkInPlace() {
    let transform = PixelTransform(mode: .asinh, minimum: 0, maximum: 100)
    var elements = (0..<37).map { Float($0) }
    let expected = apply(elements, transform.writeNetworkInputs(of:to:))
    elements.withUnsafeMutableBufferPointer {
      transform.writeNetworkInputs(of: UnsafeBufferPointer($0), to: $0)
    }
    #expect(elements == expected)
  }

  @Test func constantsThatMakeNoMapAreRefused() {
    let bad = [
      PixelTransform(mode: .paper, minimum: 3, maximum: 3),
      PixelTransform(mode: .asinh, minimum: 5, maximum: 2),
      PixelTransform(mode: .asinh, minimum: -5, maximum: -2),
      PixelTransform(mode: .asinh, maximum: 9, softening: 0),
      PixelTransform(mode: .identity, maximum: .nan),
      PixelTransform(mode: .asinh, maximum: .infinity),
      PixelTransform(mode: .poisson, minimum: -1, maximum: 9),
    ]
    for transform in bad {
      let error = #expect(throws: DatasetError.self) { try transform.validate() }
      #expect(error.map(isOneLine) == true)
    }
    #expect(throws: Never.self) { try PixelTransform(mode: .poisson, maximum: 9).validate() }
  }

  /// Values of both signs over eighteen decades, and zeros.
  private func spread(_ random: inout CounterRandom) -> Float {
    guard random.nextUniform() > 0.1 else { return 0 }
    var value = Float(random.nextUniform() + 0.1)
    for _ in 0..<Int.random(in: 0..<10, using: &random) { value *= 10 }
    for _ in 0..<Int.random(in: 0..<10, using: &random) { value /= 10 }
    return random.nextUniform() < 0.3 ? -value : value
  }

  private func apply(
    _ source: [Float],
    _ map: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [Float] {
    Tensor(shape: [source.count]) { result in
      source.withUnsafeBufferPointer { map($0, result) }
    }.elements
  }

  private func expectClose(_ found: [Float], _ expected: [Float], _ place: String) {
    for (left, right) in zip(found, expected) where abs(left - right) > 1e-6 * abs(right) {
      Issue.record("\(left) for \(right), \(place)")
    }
    #expect(found.count == expected.count)
  }
}

/// Whether a person can read the error in one line of a terminal.
func isOneLine(_ error: DatasetError) -> Bool {
  !error.description.isEmpty
    && error.description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}
