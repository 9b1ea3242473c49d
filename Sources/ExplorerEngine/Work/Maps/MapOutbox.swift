import Explorer
import Maps
import Synchronization

/// What a map has to tell, of each kind only the newest: a screen that draws slowly gets fewer maps, never old ones.
final class MapOutbox: Sendable {
  private struct Slot {
    var preparation: ExplorerEvent?
    var points: ExplorerEvent?
    var update: ExplorerEvent?
    var answers: [ExplorerEvent] = []
  }

  private let slot = Mutex(Slot())
  private let wake: @Sendable () -> Void

  /// Creates an empty outbox.
  ///
  /// - Parameter wake: Called when there is something to take, once until it is taken.
  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Whether the newest map was taken, so that another one is worth its copy.
  var wantsUpdate: Bool { slot.withLock { $0.update == nil } }

  /// Tells how far the preparation is.
  func tell(_ token: RequestToken, _ preparation: MapPreparation) {
    change { $0.preparation = .mapping(token, preparation) }
  }

  /// Tells the points; maps of older ones are not told any more.
  func tell(_ token: RequestToken, _ points: MapPoints) {
    change {
      $0.update = nil
      $0.points = .mapPoints(token, points)
    }
  }

  /// Tells the maps.
  func tell(_ token: RequestToken, _ update: MapUpdate) {
    change {
      $0.preparation = nil
      $0.update = .mapped(token, update)
    }
  }

  /// Tells what is told in any case.
  func tell(_ answer: ExplorerEvent) {
    change { $0.answers.append(answer) }
  }

  /// Takes everything, in the order in which it makes sense.
  func takeAll() -> [ExplorerEvent] {
    slot.withLock { slot in
      defer { slot = Slot() }
      return [slot.points, slot.update, slot.preparation].compactMap(\.self) + slot.answers
    }
  }

  private func change(_ body: (inout Slot) -> Void) {
    let wasEmpty = slot.withLock { slot in
      defer { body(&slot) }
      return slot.preparation == nil && slot.points == nil && slot.update == nil
        && slot.answers.isEmpty
    }
    if wasEmpty { wake() }
  }
}
