import Explorer
import Training

/// Tells the Train screen what the log of the run does not, and is asked to stop by it.
struct ScreenAudience: TrainingAudience {
  private let voice: TrainingVoice
  private var isRunning = false
  private var lastPreparation = ContinuousClock.now - interval
  private static let interval = Duration.milliseconds(200)

  init(voice: TrainingVoice) { self.voice = voice }

  var signal: Int32? { voice.signal }

  mutating func say(_ line: String) { voice.say(line) }

  mutating func warn(_ notice: TrainingNotice) {
    voice.keep("\(notice)")
    voice.tell(.training(.notice("\(notice)", isTrouble: notice.isTrouble)))
  }

  mutating func show(_ preparation: String) {
    guard ContinuousClock.now - lastPreparation >= Self.interval else { return }
    lastPreparation = .now
    voice.tell(.training(.preparing(preparation)))
  }

  mutating func show(_ progress: TrainingProgress) {
    guard !isRunning else { return }
    isRunning = true
    voice.tell(.training(.running))
  }

  mutating func rest() {}

  mutating func shouldStop() -> Bool { voice.signal != nil }
}
