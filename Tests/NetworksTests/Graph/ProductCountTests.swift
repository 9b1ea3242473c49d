import Networks
import Testing

struct ProductCountTests {
  @Test(
    "products are counted by hand for each type of layer, with and without the input's gradient")
  func countedByHand() throws {
    let network = try Network(
      inputShape: [8, 8, 3], name: "n",
      layers: [
        Convolution(5, kernel: 4, stride: 2, padding: 1), Activation(.rectifier),
        TransposedConvolution(2, kernel: 3, stride: 2, padding: 1, outputPadding: 1),
        Flatten(), Dense(7),
      ])
    // Every output pixel of a convolution and every input pixel of a transposed one is multiplied with all weights.
    let first = 4 * 4 * (4 * 4 * 3 * 5)
    let rest = 4 * 4 * (3 * 3 * 5 * 2) + 8 * 8 * 2 * 7
    #expect(network.productCount == first + rest)
    #expect(network.trainingProductCount(needsInputGradient: true) == 3 * (first + rest))
    #expect(network.trainingProductCount(needsInputGradient: false) == 2 * first + 3 * rest)
  }
}
