/// A layer made ready for batches of fixed sample shape.
///
/// Kernels hold tables only. Everything that changes lies in the ``LayerPass``, so that one kernel serves
/// all workers of a team at once.
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

  /// The multiply-adds of one sample that workers can share, or what takes as long.
  var sharedWork: Int { get }

  /// Computes one share of the output, while other workers compute the others.
  ///
  /// The result has the same bits as that of ``forward(_:)``.
  func forward(_ pass: LayerPass, share: WorkShare)
}

/// A kernel that gradients pass through; one that lacks them runs in trained models only.
package protocol DifferentiableKernel: LayerKernel {
  /// Computes the gradients of the inputs that are wanted and of the parameters, in place of what was there.
  func backward(_ pass: LayerPass)
}

extension LayerKernel {
  /// Most layers are done before another worker has heard of them.
  package var sharedWork: Int { 0 }
  /// The first worker does all.
  package func forward(_ pass: LayerPass, share: WorkShare) {
    if share.part == 0 { forward(pass) }
  }
  /// Most layers need no working memory.
  package var scratchCount: Int { 0 }
  /// Most layers use their weights as they are.
  package var preparedCount: Int { 0 }
  /// Does nothing, as most layers use their weights as they are.
  package func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {}
}
