/// A layer prepared for batches of a fixed sample shape.
///
/// A kernel holds only tables. All mutable state is in the ``LayerPass``, so one kernel serves all workers of
/// a team at once.
package protocol LayerKernel: Sendable {
  /// The working memory that one worker needs, in elements.
  var scratchCount: Int { get }

  /// The elements of rearranged weights, shared by all workers.
  var preparedCount: Int { get }

  /// Rearranges one share of the weights after they changed.
  func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int)

  /// Computes the output of `pass.rows` samples.
  func forward(_ pass: LayerPass)

  /// The multiply-adds per sample that workers can share, or an equivalent in time.
  var sharedWork: Int { get }

  /// Computes one share of the output, while other workers compute the others.
  ///
  /// The result is bit-identical to that of ``forward(_:)``.
  func forward(_ pass: LayerPass, share: WorkShare)
}

/// A kernel with gradients; a network with a kernel that lacks them can be run but not trained.
package protocol DifferentiableKernel: LayerKernel {
  /// Computes the gradients of the parameters and of the required inputs, overwriting what was there.
  func backward(_ pass: LayerPass)
}

extension LayerKernel {
  /// Nothing to share: most layers finish before another worker could start.
  package var sharedWork: Int { 0 }
  /// The first worker computes everything.
  package func forward(_ pass: LayerPass, share: WorkShare) {
    if share.part == 0 { forward(pass) }
  }
  /// No working memory, as for most layers.
  package var scratchCount: Int { 0 }
  /// No rearranged weights, as for most layers.
  package var preparedCount: Int { 0 }
  /// Does nothing: most layers use their weights as they are.
  package func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {}
}
