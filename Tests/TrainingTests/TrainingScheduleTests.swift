import Networks
import Storage
import Tensors
import Testing

@testable import Training

@Suite struct TrainingScheduleTests {
  private func schedule(_ samples: Int, _ change: (inout Recipe) -> Void) -> TrainingSchedule {
    var recipe = Recipe()
    change(&recipe)
    return TrainingSchedule(recipe: recipe, sampleCount: samples)
  }

  @Test func everySampleIsSeenOnceAnEpoch() {
    for seed in 0..<200 {
      var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
      let samples = Int.random(in: 1...300, using: &random)
      let schedule = schedule(samples) {
        $0.training.batch = Int.random(in: 1...400, using: &random)
        $0.training.epochs = 3
      }
      #expect(schedule.stepCount == 3 * schedule.stepsPerEpoch, "seed \(seed)")
      for epoch in 0..<3 {
        let first = epoch * schedule.stepsPerEpoch
        let rows = (first..<first + schedule.stepsPerEpoch).map(schedule.rows(ofStep:))
        #expect(rows.allSatisfy { !$0.isEmpty && $0.count <= schedule.batchSize }, "seed \(seed)")
        #expect(rows.flatMap { $0 } == Array(0..<samples), "seed \(seed)")
      }
    }
  }

  @Test func weightsInClosedFormNeedOneStepWhateverTheEpochs() {
    var recipe = Recipe()
    #expect(recipe.plannedEpochs == recipe.training.epochs && recipe.plannedEpochs > 1)
    recipe.objective.name = "pca"
    #expect(recipe.plannedEpochs == 1)
    #expect(TrainingSchedule(recipe: recipe, sampleCount: 500).stepCount == 1)
  }

  @Test func theDivergenceWarmsUpLinearly() {
    let schedule = schedule(100) {
      $0.training.batch = 10
      $0.objective.settings["warm_up_epochs"] = .number(2)
    }
    #expect([0, 5, 19, 20, 500].map(schedule.betaScale(step:)) == [0, 0.25, 0.95, 1, 1])
    #expect(self.schedule(100) { _ in }.betaScale(step: 0) == 1)
  }

  @Test func onesWeighLessFromStepToStep() {
    var recipe = Recipe()
    recipe.objective.likelihood = "bernoulli"
    recipe.objective.settings = ["ones_weight": .number(33), "ones_weight_epochs": .number(2)]
    func weight(_ step: Int) -> Float? {
      let substitute = recipe.substituteLikelihood(step: step, stepsPerEpoch: 10)
      return (substitute as? BernoulliLikelihood)?.onesWeight
    }
    #expect([0, 5, 10, 19].map(weight) == [33, 25, 17, 2.6])
    #expect(weight(20) == nil && weight(500) == nil)
    recipe.objective.settings = [:]
    #expect(weight(0) == nil)
    recipe.objective.likelihood = "gaussian"
    #expect(weight(0) == nil)
  }

  @Test func theLearningRateFallsAlongHalfACosineInTheEnd() {
    let schedule = schedule(100) {
      $0.training.batch = 10
      $0.training.epochs = 6
      $0.optimizer.decayEpochs = 4
    }
    #expect([0, 19, 20].map(schedule.learningRateScale(step:)) == [1, 1, 1])
    #expect(abs(schedule.learningRateScale(step: 40) - 0.5) < 1e-12)
    #expect(abs(schedule.learningRateScale(step: 30) - 0.8535533905932737) < 1e-12)
    let scales = (20..<60).map(schedule.learningRateScale(step:))
    #expect(zip(scales, scales.dropFirst()).allSatisfy(>) && scales.allSatisfy { $0 > 0 })
    #expect(self.schedule(100) { _ in }.learningRateScale(step: 29) == 1)
  }

  @Test func aDecayLongerThanTheRunTakesAllOfIt() {
    let schedule = schedule(10) {
      $0.training.batch = 10
      $0.training.epochs = 2
      $0.optimizer.decayEpochs = 50
    }
    #expect(schedule.learningRateScale(step: 0) == 1)
    #expect(abs(schedule.learningRateScale(step: 1) - 0.5) < 1e-12)
  }

  @Test func epochsDecideWhatFollowsAStep() {
    let schedule = schedule(100) {
      $0.training.batch = 10
      $0.training.epochs = 5
      $0.training.validationEpochs = 2
      $0.training.checkpointEpochs = 3
      $0.training.logSteps = 7
    }
    #expect((1...50).filter(schedule.validates(after:)) == [20, 40, 50])
    #expect((1...50).filter(schedule.savesCheckpoint(after:)) == [30])
    #expect((1...20).filter(schedule.logs(after:)) == [7, 10, 14, 20])
  }

  @Test func zeroEpochsMeanNever() {
    let schedule = schedule(100) {
      $0.training.validationEpochs = 0
      $0.training.checkpointEpochs = 0
      $0.training.checkpointSeconds = 0
    }
    #expect(!(1...schedule.stepCount).contains(where: schedule.validates(after:)))
    #expect(!(1...schedule.stepCount).contains(where: schedule.savesCheckpoint(after:)))
    #expect(schedule.checkpointSeconds == .infinity)
  }
}
