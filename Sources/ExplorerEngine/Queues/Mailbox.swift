import Platform
import Synchronization

/// Messages from background queues to the polling thread.
///
/// Posting makes a file descriptor readable, so that the reader can wait for messages, keys and signals at
/// once.
final class Mailbox<Message: Sendable>: Sendable {
  /// Readable while there are messages.
  let wakeDescriptor: Int32
  private let wakeEnd: Int32
  private let messages = Mutex<[Message]>([])

  /// Creates an empty mailbox.
  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "Mailbox: no pipe, error \(errno)")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (wakeDescriptor, wakeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(wakeDescriptor)
    close(wakeEnd)
  }

  /// Adds a message, from any thread.
  func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      defer { messages.append(message) }
      return messages.isEmpty
    }
    guard wasEmpty else { return }
    var byte: UInt8 = 1
    _ = write(wakeEnd, &byte, 1)
  }

  /// Takes all messages, oldest first.
  func takeAll() -> [Message] {
    // The pipe is emptied first: a message posted in between causes a superfluous wake-up, never a missed
    // one.
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(wakeDescriptor, &bytes, bytes.count) > 0 {}
    return messages.withLock { messages in
      defer { messages.removeAll() }
      return messages
    }
  }
}
