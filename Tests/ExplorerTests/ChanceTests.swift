import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Binary samples drawn with the probabilities of a decoder.
@Suite struct ChanceTests {
  @Test(arguments: 0..<4 as Range<UInt64>) func onesComeAsOftenAsTheirChanceSays(seed: UInt64) {
    let count = 20_000
    for chance in [0, 0.03, 0.5, 0.9, 1] as [Float] {
      let drawn = Tensor(shape: [count], elements: Array(repeating: chance, count: count))
        .drawn(seed: seed)
      #expect(drawn.elements.allSatisfy { $0 == 0 || $0 == 1 }, "seed \(seed)")
      let share = drawn.elements.reduce(0, +) / Float(count)
      // Five standard deviations of a binomial proportion.
      let tolerance = 5 * (chance * (1 - chance) / Float(count)).squareRoot()
      #expect(abs(share - chance) <= tolerance, "seed \(seed), chance \(chance): \(share)")
    }
  }

  @Test func aLargerChanceKeepsTheOnesOfASmallerOne() {
    func drawn(_ chance: Float) -> [Float] {
      Tensor(shape: [500], elements: Array(repeating: chance, count: 500)).drawn(seed: 7).elements
    }
    #expect(zip(drawn(0.3), drawn(0.5)).allSatisfy { $0 <= $1 } && drawn(0.3) != drawn(0.5))
  }

  @Test func theKeyDrawsAndGoesBack() throws {
    var model = MadeUpModel()
    model.decodesChances = true
    var session = Session(model: model)
    let chances = try #require(session.state.decoded).sample
    try session.press("B")
    let drawn = try #require(session.state.decoded).sample
    #expect(drawn == chances.drawn(seed: 7) && drawn != chances)
    #expect(session.frame(columns: 100, rows: 30).text.contains("drawn | source"))
    try session.press("l")
    #expect(session.state.decoded?.sample.elements.allSatisfy { $0 == 0 || $0 == 1 } == true)
    try session.press("hB")
    #expect(session.state.decoded?.sample == chances)
  }

  @Test func otherModelsDecodeNoChances() throws {
    var session = Session()
    try session.press("B")
    #expect(session.state.message?.text.contains("does not decode probabilities") == true)
    #expect(!session.state.showsDraw)
  }
}
