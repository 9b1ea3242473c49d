package import Plotting

/// Whatever a terminal reports to the program that owns it.
package enum TerminalEvent: Sendable, Equatable {
  /// The user pressed a key.
  case key(Key)
  /// The user pasted text, which is never taken for keys.
  case paste(String)
  /// The screen has a new extent.
  case resized(Size)
  /// The user wants the shell back for a while; answered by ``TerminalSession/suspend()``.
  case suspendRequested
  /// The program has the terminal again, and the screen must be redrawn.
  case resumed
  /// The user has pressed Ctrl-C; a program without a pending question ends, with exit status 128 + SIGINT.
  case interrupted
  /// The program should end, with exit status 128 + `signal`.
  case terminated(signal: Int32)
  /// The connection is closed: nothing can be shown any more.
  case hungUp
  /// A library or the runtime printed a line.
  case message(String)
  /// The session has a message for the user.
  case notice(String)
  /// The terminal has answered a query, later than at the start; ``TerminalSession/description`` is new.
  case described
}

/// The outcome of drawing a frame.
package enum DrawOutcome: Sendable {
  /// It was sent.
  case whole
  /// All but small changes of colours were sent; the same frame without a limit sends them.
  case partial
  /// Nothing was sent, because the connection is busy; it should be drawn again after the next wait.
  case skipped
}

/// What has been sent to a terminal.
package struct OutputStatistics: Sendable, Equatable {
  /// The frames sent.
  package internal(set) var frameCount = 0
  /// The frames not composed because the last one was not sent completely.
  package internal(set) var skippedFrameCount = 0
  /// The bytes of all frames.
  package internal(set) var byteCount = 0
  /// The bytes of the last frame.
  package internal(set) var lastFrameByteCount = 0
}
