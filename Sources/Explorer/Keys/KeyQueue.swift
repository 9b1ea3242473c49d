/// Keys and pasted texts that have arrived and are not handled yet, so that more urgent events go first.
package struct KeyQueue: Sendable {
  /// Input beyond this many is dropped; it cannot have been typed ahead on purpose.
  static let limit = 131_072

  private var events: [ExplorerEvent] = []
  private var first = 0

  /// Creates an empty queue.
  package init() {}

  /// Whether the queue is empty.
  package var isEmpty: Bool { first == events.count }

  /// Appends a key or a pasted text.
  ///
  /// Control-c discards what was typed ahead of it, as the line discipline of a terminal does.
  package mutating func append(_ event: ExplorerEvent) {
    if case .key(.control("c")) = event { removeAll() }
    if events.count - first < Self.limit { events.append(event) }
  }

  /// Takes the oldest; `nil` when the queue is empty.
  package mutating func next() -> ExplorerEvent? {
    guard !isEmpty else { return nil }
    defer {
      first += 1
      if isEmpty { removeAll() }
    }
    return events[first]
  }

  /// Empties the queue.
  package mutating func removeAll() {
    events.removeAll(keepingCapacity: first < 4096)
    first = 0
  }
}
