import Explorer
import Terminal

extension KeyPress {
  /// A key of the terminal in the explorer's terms.
  init(_ pressed: Terminal.Key) {
    let key: Key
    var modifiers: Modifiers = []
    switch pressed {
    case .character(let character): key = .character(character)
    case .control(let letter):
      key = .character(letter)
      modifiers = .control
    case .arrow(let direction, let isShifted):
      key = Self.arrow(direction)
      modifiers = isShifted ? .shift : []
    case .pageUp: key = .pageUp
    case .pageDown: key = .pageDown
    case .home: key = .home
    case .end: key = .end
    case .enter: key = .enter
    case .escape: key = .escape
    case .tab: key = .tab
    case .backtab: key = .backTab
    case .backspace: key = .backspace
    case .delete: key = .delete
    case .function(let number): key = .function(number)
    }
    // Without the second argument this initialiser would call itself.
    self.init(key, modifiers: modifiers)
  }

  private static func arrow(_ direction: Terminal.Key.Direction) -> Key {
    switch direction {
    case .up: .up
    case .down: .down
    case .left: .left
    case .right: .right
    }
  }
}
