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
  /// Write an image and its record; answered by `snapshotSaved` or `failed`.
  case snapshot(RequestToken, Snapshot)
  /// Perform a request that a screen declares; answered by `progressed` repeatedly, and by `answered` or
  /// `failed`.
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
  /// Write maps as safetensors, CSV and PNG; answered by `mapExported` or `failed`.
  case exportMap(RequestToken, MapExport)
  /// Read runs; answered by `runsSeen`, repeatedly while they are followed, or by `failed`.
  case watchRuns(RequestToken, RunsRequest)
  /// Make images of a run at a step; answered by `runPictures` or `failed`.
  case showRun(RequestToken, RunPicturesRequest)
  /// Stop training in this process after its current step, with a checkpoint; not answered.
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
