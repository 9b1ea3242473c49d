/// The memory that a layer's kernel needs, in single-precision elements, known before the kernel is made.
package struct KernelMemory: Sendable, Equatable {
  /// Tables and rearranged weights, which all workers share.
  package let shared: Int
  /// The working memory of one worker.
  package let scratch: Int

  /// Creates a memory requirement.
  package init(shared: Int, scratch: Int) {
    (self.shared, self.scratch) = (shared, scratch)
  }

  /// The requirement of a kernel that has neither tables nor working memory.
  package static var none: KernelMemory { KernelMemory(shared: 0, scratch: 0) }
}
