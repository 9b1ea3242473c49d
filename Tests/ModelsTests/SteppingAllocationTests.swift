import TestSupport
import Testing

/// A warm training step allocates no memory.
///
/// Allocations are counted in a separate process, because the allocator cannot attribute them to a test.
@Suite struct SteppingAllocationTests {
  @Test(arguments: ["galaxy", "burgess"], [1, 2, 3])
  func warmStepsAllocateNothing(family: String, workers: Int) throws {
    #expect(try allocations(family: family, workers: workers) == 0)
  }

  @Test(arguments: ["slides", "released", "robust"], [1, 2])
  func couplingAllocatesNothing(form: String, workers: Int) throws {
    #expect(try allocations(family: "burgess", workers: workers, form: form) == 0)
  }

  /// The allocations of 20 steps.
  private func allocations(family: String, workers: Int, form: String? = nil) throws -> Int {
    let folder = BuiltProgram.path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    let outcome = try BuiltProgram.run(
      [family, "\(workers)"] + (form.map { [$0] } ?? []), executable: "\(folder)/AllocationFixture")
    let figures = outcome.output.split { " \n".contains($0) }.compactMap { Int($0) }
    try #require(figures.count == 2 && figures[1] > 0, "\(outcome)")
    return figures[0]
  }
}
