import Explorer
import Terminal

extension KeyPress {
  /// A key of the terminal in the explorer's terms.
  init(_ key: Terminal.Key) {
    switch key {
    case .character(let character): self = .character(character)
    case .control(let letter): self = .control(letter)
    case .arrow(let direction, let isShifted):
      self.init(Self.arrow(direction), modifiers: isShifted ? .shift : [])
    case .pageUp: self.init(.pageUp)
    case .pageDown: self.init(.pageDown)
    case .home: self.init(.home)
    case .end: self.init(.end)
    case .enter: self.init(.enter)
    case .escape: self.init(.escape)
    case .tab: self.init(.tab)
    case .backtab: self.init(.backTab)
    case .backspace: self.init(.backspace)
    case .delete: self.init(.delete)
    case .function(let number): self.init(.function(number))
    }
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
