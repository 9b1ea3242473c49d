/// Observations of a run other than the figures of its log.
package struct RunFacts: Sendable, Equatable {
  /// Signs of whether it is still running.
  package internal(set) var signs = RunSigns(lastWrite: nil)
  /// The models that can be opened, the oldest first: of one of our runs only the newest.
  package internal(set) var models: [SavedModel] = []
  /// The stored checkpoints of one of our runs, by their steps.
  package internal(set) var checkpointSteps: [Int] = []
  /// How far one of our runs is, and how long it will take; `nil` where it is unknown.
  package internal(set) var prospect: TrainingProspect?
  /// The resident memory of the process that trains in one of our runs, bytes; `nil` where there is none.
  package internal(set) var residentBytes: Int?
  /// What cannot be read, each in one line.
  var failures: [String] = []

  /// When the newest model was written, unix seconds; `nil` where there is none.
  package var modelTime: Double? { models.last?.time }
}
