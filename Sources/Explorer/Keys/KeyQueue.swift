/// Keys and pasted texts that have arrived and wait for their turn, so that whatever is more urgent goes first.
package struct KeyQueue: Sendable {
  /// What nobody could have typed ahead on purpose is dropped beyond this many.
  static let limit = 131_072

  private var events: [ExplorerEvent] = []
  private var first = 0

  /// Creates a queue of nothing.
  package init() {}

  /// Whether nothing waits.
  package var isEmpty: Bool { first == events.count }

  /// Lets a key or a pasted text wait behind those before it.
  ///
  /// Control-c goes before what was typed ahead of it and drops that, as it does in the line discipline of a terminal.
  package mutating func append(_ event: ExplorerEvent) {
    if case .key(.control("c")) = event { removeAll() }
    if events.count - first < Self.limit { events.append(event) }
  }

  /// Takes what has waited longest; `nil` when nothing waits.
  package mutating func next() -> ExplorerEvent? {
    guard !isEmpty else { return nil }
    defer {
      first += 1
      if isEmpty { removeAll() }
    }
    return events[first]
  }

  /// Drops everything that waits.
  package mutating func removeAll() {
    events.removeAll(keepingCapacity: first < 4096)
    first = 0
  }
}
