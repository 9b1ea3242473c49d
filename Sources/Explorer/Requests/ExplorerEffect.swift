package import Tensors

/// An effect requested by the explorer; every request is answered by an event with its token.
package enum ExplorerEffect: Sendable, Equatable {
  /// Open a model; answered by `opened` or `failed`.
  case open(RequestToken, path: String)
  /// Open a data set; answered by `dataOpened` or `failed`.
  case openData(RequestToken, path: String)
  /// Decode one point; answered by `decoded`.
  case decode(RequestToken, latents: [Float])
  /// Simulate the noiseless sample of factors, for comparison with a point's decoded sample; answered by
  /// `simulated`.
  case simulate(RequestToken, latents: [Float], factors: [Double])
  /// Decode several points, `[points, latents]`; answered by `swept`.
  case sweep(RequestToken, latents: Tensor)
  /// Encode a sample; answered by `encoded` or `failed`.
  case encode(RequestToken, SampleReference)
  /// Differentiate the decoder along one latent; answered by `sensitivity`.
  case sensitivity(RequestToken, latents: [Float], latent: Int)
  /// Meet a request that a screen declares; answered by `progressed` now and then, and by `answered` or `failed`.
  case work(RequestToken, AnyRequest)
  /// Encode points and map them; answered by `mapping` repeatedly, by `mapPoints`, by `mapped` while the map
  /// is running, or by `failed`.
  case map(RequestToken, MapRequest)
  /// Change the current map; answered by `mapped` while the map is running.
  case steerMap(RequestToken, MapSteering)
  /// Place a code, `[1, latents]`, on the current maps; answered by `mapPlaced`.
  case placeOnMap(RequestToken, Tensor)
  /// Inspect a place of a map; answered by `mapInspected` or `failed`.
  case inspectMap(RequestToken, MapInspectionRequest)
  /// Look at runs; answered by `runsSeen`, again and again while they are followed, or by `failed`.
  case watchRuns(RequestToken, RunsRequest)
  /// End training in this process after its present step, with a checkpoint; nothing answers.
  case stopTraining
  /// Cancel the work of a kind; not answered.
  case cancel(RequestKind)
  /// Redraw the whole terminal.
  case repaint
  /// Suspend the process.
  case suspend
  /// Quit the program.
  case quit
}
