import ArgumentParser
import CommandSupport
import Diagnostics

/// How samples are encoded or latents decoded.
struct CodingArguments: ParsableArguments {
  @Option(help: "The samples that are computed together by every worker.")
  var batch = CodingBatches.usualSize

  func validate() throws {
    try ValidationError.check("--batch", batch, in: 1...65_536)
  }
}
