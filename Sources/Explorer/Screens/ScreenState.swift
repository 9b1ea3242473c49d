/// The state of a screen, kept as long as the program runs.
protocol ScreenState: Sendable {
  /// Creates the state before the screen was first shown.
  init()
}

/// The states of all screens, each under its type.
struct ScreenStates: Sendable {
  /// A state on the heap, so that reading a part of it does not copy the whole.
  private final class Box<State: ScreenState>: Sendable {
    let state: State
    init(_ state: State) { self.state = state }
  }

  private var boxes: [(type: ObjectIdentifier, box: any AnyObject & Sendable)] = []

  /// The state of a type; the initial one where none was stored.
  subscript<State: ScreenState>(type: State.Type) -> State {
    _read {
      if let place = place(of: type), let box = boxes[place].box as? Box<State> {
        yield box.state
      } else {
        yield State()
      }
    }
    _modify {
      var state = self[type]
      // The old box is released first, so that the state is uniquely referenced while it is changed.
      let place = place(of: type) ?? boxes.count
      if place == boxes.count {
        boxes.append((ObjectIdentifier(type), Vacancy.only))
      } else {
        boxes[place].box = Vacancy.only
      }
      defer { boxes[place].box = Box(state) }
      yield &state
    }
  }

  /// A placeholder for a box while its state is being changed.
  private final class Vacancy: Sendable {
    static let only = Vacancy()
  }

  private func place<State: ScreenState>(of type: State.Type) -> Int? {
    boxes.firstIndex { $0.type == ObjectIdentifier(type) }
  }
}

extension ExplorerState {
  /// The state of a screen.
  subscript<State: ScreenState>(type: State.Type) -> State {
    _read { yield screenStates[type] }
    _modify { yield &screenStates[type] }
  }
}
