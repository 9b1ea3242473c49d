import TestSupport
import Testing

/// A warm training step asks for no memory.
///
/// The count is taken in a process of its own, because an allocator has no notion of the test that called it.
@Suite struct SteppingAllocationTests {
  @Test(arguments: ["galaxy", "burgess"]) func warmStepsAllocateNothing(family: String) throws {
    #expect(try allocations(family: family, workers: 1) == 0)
  }

  @Test(arguments: ["slides", "released", "robust"]) func couplingAllocatesNothing(form: String)
    throws
  {
    #expect(try allocations(family: "burgess", workers: 1, form: form) == 0)
  }

  /// With more than one worker the only blocks are those with which Dispatch wakes its threads: at most
  /// three for each of the four barriers of a step.
  @Test func barriersOfATeamAreTheOnlyAllocations() throws {
    #expect(try allocations(family: "galaxy", workers: 2) <= 20 * 4 * 4)
  }

  /// An auxiliary objective waits for the team once more.
  @Test func couplingIsOneBarrierMore() throws {
    #expect(try allocations(family: "burgess", workers: 2, form: "robust") <= 20 * 5 * 4)
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
