import Platform
import Tensors
import TestSupport
import Testing

@testable import Analysis

struct FourierPlanTests {
  @Test(arguments: [2, 3, 4, 5, 6, 8, 12, 20, 30, 36, 45, 60, 75, 96, 128])
  func agreesWithTheSum(length: Int) {
    var random = CounterRandom(testCase: length)
    let input = random.floats(32 * length)
    let source = SharedBuffer(input)
    let scratch = SharedBuffer<Float>(repeating: 0, count: 32 * length)
    let result = FourierPlan(length: length).transform(source.pointer, scratch: scratch.pointer)
    for lane in [0, 7, 15] {
      for frequency in 0..<length {
        var (real, imaginary) = (0.0, 0.0)
        for element in 0..<length {
          let angle = -2 * Double.pi * Double(element * frequency % length) / Double(length)
          let (a, b) = (Double(input[32 * element + lane]), Double(input[32 * element + 16 + lane]))
          real += a * cos(angle) - b * sin(angle)
          imaginary += a * sin(angle) + b * cos(angle)
        }
        #expect(abs(Double(result[32 * frequency + lane]) - real) < 1e-5)
        #expect(abs(Double(result[32 * frequency + 16 + lane]) - imaginary) < 1e-5)
      }
    }
  }

  @Test func lengthsHaveSmallFactors() {
    #expect([1, 7, 11, 31, 97, 1001].map(FourierPlan.length) == [2, 8, 12, 32, 100, 1024])
  }

  @Test func transpositionExchangesVectorsAndLanes() {
    let transposition = BlockTransposition()
    for index in 0..<256 { transposition.block[index] = Float(index) }
    transposition.transpose()
    for row in 0..<16 {
      for lane in 0..<16 {
        #expect(transposition.block[16 * row + lane] == Float(16 * lane + row))
      }
    }
  }
}
