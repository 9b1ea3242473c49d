/// The memory that a layer's kernel will take, in elements of single precision, known before the kernel is made.
package struct KernelMemory: Sendable, Equatable {
  /// Tables and rearranged weights, which all workers share.
  package let shared: Int
  /// The working memory of one worker.
  package let scratch: Int

  /// Creates a demand.
  package init(shared: Int, scratch: Int) {
    (self.shared, self.scratch) = (shared, scratch)
  }

  /// The demand of a kernel that has neither tables nor working memory.
  package static var none: KernelMemory { KernelMemory(shared: 0, scratch: 0) }
}
