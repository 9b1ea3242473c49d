import CAllocationCounter
import Models
import Networks
import Tensors

// Prints how often the C library was asked for memory during 20 training steps, after as many that warm
// up. A process of its own: the counter sees every thread.

let family = CommandLine.arguments.dropFirst().first ?? "galaxy"
let workers = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1
let shapes = ["galaxy": [33, 33, 1], "burgess": [32, 32, 1]]

guard let chosen = ArchitectureFamily.named(family), let shape = shapes[family] else {
  preconditionFailure("AllocationFixture: no family \(family)")
}
let architecture = try chosen.architecture(
  .init(
    sampleShape: shape, latentCount: 4, channels: [8, 8, 16, 16], hiddenCount: 16,
    outputActivation: .sigmoid))
let auxiliary = CommandLine.arguments.dropFirst(3).first.flatMap(AuxiliaryForm.named).map {
  AuxiliaryObjective(
    form: $0, factors: ["first", "second"].map { AuxiliaryFactor(name: $0, lower: 0, upper: 1) },
    alignmentWeight: 1, independenceWeight: 1)
}
let step = TrainingStep(
  architecture: architecture,
  objective: Objective(likelihood: GaussianLikelihood(variance: 0.1), auxiliary: auxiliary),
  optimizer: Adam(), batchSize: 8, seed: 3, team: WorkerTeam(count: workers))

func run(_ step: TrainingStep, _ numbers: Range<Int>, elements count: Int) {
  for number in numbers {
    _ = step.run(rowCount: 8, step: number) { batch in
      for index in 0..<batch.range.count * count {
        batch.inputs[index] = Float(index % 7) / 7
        batch.targets[index] = batch.inputs[index]
      }
      for index in batch.factors.indices {
        batch.factors[index] = Float((batch.range.lowerBound + index) % 5) / 5
      }
    }
  }
}

let elements = shape.reduce(1, *)
run(step, 0..<20, elements: elements)
let before = allocation_count()
run(step, 20..<40, elements: elements)
let allocations = allocation_count() - before
let witness = [UInt8](repeating: 1, count: 10_000)
// A counter that counts nothing would make the figure above worthless.
print(allocations, allocation_count() - before > allocations ? witness.count : 0)
