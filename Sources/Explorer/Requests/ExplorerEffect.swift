public import Tensors

/// Whatever the explorer asks of the world; every request is answered by an event with its token.
public enum ExplorerEffect: Sendable, Equatable {
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
  /// Write a picture and its record; answered by `snapshotSaved` or `failed`.
  case snapshot(RequestToken, Snapshot)
  /// Send the whole frame again, whatever the terminal is thought to show.
  case repaint
  /// Stop the process until it is continued.
  case suspend
  /// Leave the program.
  case quit
}
