import Explorer
import Maps
import Synchronization

/// The events of a map, of each kind only the newest: a slow screen gets fewer maps, never outdated ones.
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
  /// - Parameter wake: Called when the outbox becomes non-empty, once until it is emptied.
  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Whether the newest map was taken, so that another one is worth copying.
  var wantsUpdate: Bool { slot.withLock { $0.update == nil } }

  /// Posts the progress of the preparation.
  func tell(_ token: RequestToken, _ preparation: MapPreparation) {
    change { $0.preparation = .mapping(token, preparation) }
  }

  /// Posts the points; a pending map of older points is dropped.
  func tell(_ token: RequestToken, _ points: MapPoints) {
    change {
      $0.update = nil
      $0.points = .mapPoints(token, points)
    }
  }

  /// Posts the maps.
  func tell(_ token: RequestToken, _ update: MapUpdate) {
    change {
      $0.preparation = nil
      $0.update = .mapped(token, update)
    }
  }

  /// Posts an answer, which no other replaces.
  func tell(_ answer: ExplorerEvent) {
    change { $0.answers.append(answer) }
  }

  /// Takes everything, in the order in which it is to be handled.
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
