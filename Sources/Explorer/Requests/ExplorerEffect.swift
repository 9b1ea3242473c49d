package import Tensors

/// Whatever the explorer asks of the world; every request is answered by an event with its token.
package enum ExplorerEffect: Sendable, Equatable {
  /// Open a model; answered by `opened` or `failed`.
  case open(RequestToken, path: String)
  /// Open a data set; answered by `dataOpened` or `failed`.
  case openData(RequestToken, path: String)
  /// Decode one point; answered by `decoded`.
  case decode(RequestToken, latents: [Float])
  /// Simulate the noiseless sample of factors, to stand beside what a point decodes to; answered by `simulated`.
  case simulate(RequestToken, latents: [Float], factors: [Double])
  /// Decode several points, `[points, latents]`; answered by `swept`.
  case sweep(RequestToken, latents: Tensor)
  /// Encode a sample; answered by `encoded` or `failed`.
  case encode(RequestToken, SampleReference)
  /// Differentiate the decoder along one latent; answered by `sensitivity`.
  case sensitivity(RequestToken, latents: [Float], latent: Int)
  /// Meet a request that a screen declares; answered by `progressed` now and then, and by `answered` or `failed`.
  case work(RequestToken, AnyRequest)
  /// Encode points and map them; answered by `mapping` now and then, by `mapPoints`, by `mapped` as long as the map
  /// moves, or by `failed`.
  case map(RequestToken, MapRequest)
  /// Change the map that is there; answered by `mapped` as long as the map moves.
  case steerMap(RequestToken, MapSteering)
  /// Place a code, `[1, latents]`, on the maps that are there; answered by `mapPlaced`.
  case placeOnMap(RequestToken, Tensor)
  /// Tell what lies at a place of a map; answered by `mapInspected` or `failed`.
  case inspectMap(RequestToken, MapInspectionRequest)
  /// Look at runs; answered by `runsSeen`, again and again while they are followed, or by `failed`.
  case watchRuns(RequestToken, RunsRequest)
  /// End training in this process after its present step, with a checkpoint; nothing answers.
  case stopTraining
  /// Stop the work of a kind; nothing answers.
  case cancel(RequestKind)
  /// Send the whole frame again, whatever the terminal is thought to show.
  case repaint
  /// Stop the process until it is continued.
  case suspend
  /// Leave the program.
  case quit
}
