import Dispatch
import Glibc
import Synchronization
import Testing

@testable import ExplorerEngine

struct LatestWinsQueueTests {
  @Test func alwaysDeliversTheNewest() {
    for round in 0..<50 {
      let queue = LatestWinsQueue(label: "test")
      let delivered = Mutex<[Int]>([])
      let last = DispatchSemaphore(value: 0)
      for number in 0...200 {
        queue.submit { _ in
          delivered.withLock { $0.append(number) }
          if number == 200 { last.signal() }
        }
      }
      last.wait()
      let numbers = delivered.withLock { $0 }
      #expect(numbers.last == 200, "round \(round)")
      #expect(numbers == numbers.sorted(), "round \(round)")
    }
  }

  @Test func dropsWorkThatNeverBegan() {
    let queue = LatestWinsQueue(label: "test")
    let delivered = Mutex<[Int]>([])
    let (isRunning, mayEnd, last) = (
      DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    queue.submit { isSuperseded in
      isRunning.signal()
      mayEnd.wait()
      delivered.withLock { $0.append(isSuperseded() ? -1 : 0) }
    }
    isRunning.wait()
    for number in 1...20 {
      queue.submit { _ in
        delivered.withLock { $0.append(number) }
        last.signal()
      }
    }
    mayEnd.signal()
    last.wait()
    #expect(delivered.withLock { $0 } == [-1, 20])
  }

  @Test func cancelsWhatWaitsAndTellsWhatRuns() {
    let queue = LatestWinsQueue(label: "test")
    let delivered = Mutex<[String]>([])
    let (isRunning, mayEnd, last) = (
      DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    queue.submit { isSuperseded in
      isRunning.signal()
      mayEnd.wait()
      delivered.withLock { $0.append("superseded \(isSuperseded())") }
    }
    isRunning.wait()
    queue.submit { _ in delivered.withLock { $0.append("waited") } }
    queue.cancelAll()
    mayEnd.signal()
    queue.submit { isSuperseded in
      delivered.withLock { $0.append("superseded \(isSuperseded())") }
      last.signal()
    }
    last.wait()
    #expect(delivered.withLock { $0 } == ["superseded true", "superseded false"])
  }
}

struct MailboxTests {
  private func isReadable(_ descriptor: Int32) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, 0) > 0
  }

  @Test func wakesItsReaderOnce() {
    let mailbox = Mailbox<Int>()
    #expect(!isReadable(mailbox.wakeDescriptor))
    mailbox.post(1)
    mailbox.post(2)
    #expect(isReadable(mailbox.wakeDescriptor))
    #expect(mailbox.takeAll() == [1, 2])
    #expect(!isReadable(mailbox.wakeDescriptor))
    #expect(mailbox.takeAll() == [])
  }

  @Test func losesNothingBetweenThreads() {
    let mailbox = Mailbox<Int>()
    let (threads, each) = (4, 5000)
    let group = DispatchGroup()
    for thread in 0..<threads {
      DispatchQueue.global().async(group: group) {
        for number in 0..<each { mailbox.post(thread * each + number) }
      }
    }
    var taken: [Int] = []
    while taken.count < threads * each {
      var ready = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 20_000) > 0 else {
        Issue.record("no wake-up with \(taken.count) messages taken")
        return
      }
      taken += mailbox.takeAll()
    }
    #expect(taken.sorted() == Array(0..<threads * each))
    for thread in 0..<threads {
      let own = taken.filter { $0 / each == thread }
      #expect(own == own.sorted())
    }
  }
}
