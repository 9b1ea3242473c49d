import Networks
import Tensors
import TestSupport
import Testing

/// Properties of a plan beyond correct numbers: rows and workers are independent.
@Suite struct NetworkPlanTests {
  private func network() throws -> Network {
    let layers: [any Layer] = [
      Convolution(9, kernel: 3, stride: 2, padding: 1), Activation(.softplus), Flatten(), Dense(18),
      Activation(.tangent), Reshape(height: 3, width: 3, channels: 2),
      TransposedConvolution(1, kernel: 4, stride: 2, padding: 1),
    ]
    return try Network(inputShape: [6, 6, 1], name: "net", layers: layers)
  }

  private func parameters(_ network: Network) -> [Float] {
    ParameterTable([network]).initialValues(seed: 1)
  }

  @Test func rowsDoNotDependOnTheirCompany() throws {
    let network = try network()
    var random = CounterRandom(testCase: 1)
    let samples = (0..<7).map { _ in random.floats(36) }
    let weights = (0..<7).map { _ in random.floats(36) }
    let batch = NetworkRun(network, parameters: parameters(network), maximumRows: 7)
    let single = NetworkRun(network, parameters: parameters(network), maximumRows: 1)
    let together = batch.forward(samples)
    let gradients = batch.backward(weights)
    for row in 0..<7 {
      #expect(single.forward([samples[row]]) == [together[row]])
      #expect(single.backward([weights[row]]).inputs == [gradients.inputs[row]])
    }
  }

  @Test func memoryOfEarlierBatchesLeavesNoTrace() throws {
    let network = try network()
    var random = CounterRandom(testCase: 2)
    let samples = (0..<5).map { _ in random.floats(36) }
    let weights = (0..<5).map { _ in random.floats(36) }
    let fresh = NetworkRun(network, parameters: parameters(network), maximumRows: 5)
    let used = NetworkRun(network, parameters: parameters(network), maximumRows: 5)
    _ = used.forward(samples)
    _ = used.backward(weights)
    let few = Array(samples[3...])
    #expect(used.forward(few) == fresh.forward(few))
    let (first, second) = (
      used.backward([weights[0], weights[1]]), fresh.backward([weights[0], weights[1]])
    )
    #expect(first.inputs == second.inputs && first.parameters == second.parameters)
  }

  @Test func withoutInputGradientTheParametersGetTheSame() throws {
    let network = try network()
    var random = CounterRandom(testCase: 3)
    let (samples, weights) = ([random.floats(36)], [random.floats(36)])
    let gradients = [true, false].map { needsInputGradient in
      let run = NetworkRun(
        network, parameters: parameters(network), maximumRows: 2,
        needsInputGradient: needsInputGradient)
      _ = run.forward(samples)
      return run.backward(weights).parameters
    }
    #expect(gradients[0] == gradients[1])
  }

  @Test(arguments: 1...6) func weightsMayBeRearrangedInShares(parts: Int) throws {
    let network = try network()
    var random = CounterRandom(testCase: 4)
    let samples = [random.floats(36)]
    let whole = NetworkRun(network, parameters: parameters(network), maximumRows: 1)
    let shares = NetworkRun(network, parameters: parameters(network), maximumRows: 1, parts: parts)
    #expect(whole.forward(samples) == shares.forward(samples))
  }

  @Test func networkWithoutNodesHandsItsInputOn() throws {
    let network = try Network(inputShape: [2, 1, 3], nodes: [])
    let run = NetworkRun(network, parameters: [], maximumRows: 1)
    #expect(run.forward([[1, 2, 3, 4, 5, 6]]) == [[1, 2, 3, 4, 5, 6]])
  }
}
