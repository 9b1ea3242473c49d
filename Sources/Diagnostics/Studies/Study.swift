import Storage
package import Tensors

/// A measurement that takes its time: asked for once, it reports progress, can be cancelled, is cached and exported.
///
/// A new study is one file with a type of its own; cache, command line and explorer know no study by name.
package protocol Study: Sendable {
  /// What comes out.
  associatedtype Result: StudyResult
  /// Why nothing comes out.
  associatedtype Failure: StudyFailure

  /// Measures everything; equal inputs give equal numbers on any number of workers.
  ///
  /// - Parameters:
  ///   - team: Who does the work.
  ///   - isCancelled: Asked every few hundredths of a second, from any thread.
  ///   - progress: Hears how far the work is, on the calling thread.
  /// - Returns: The result.
  /// - Throws: `Failure` when samples do not suit the model, or the work was cancelled.
  func run(
    team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void
  ) throws(Failure) -> Result

  /// Adds whatever decides the result, apart from the code itself: model, samples, settings.
  func addInputs(to hash: inout ContentHash)

  /// A cached result under the names that model and samples have today.
  func renamed(_ result: Result) -> Result
}

/// What a study measures: a value that is cached and written.
package protocol StudyResult: Codable, Sendable, Equatable {
  /// What is measured and how, in the code's own words; a result is cached under it, so that another definition of a metric
  /// never shows numbers of the old one.
  static var definition: String { get }

  /// Whether all parts fit together, as they do unless a file was damaged.
  var isSound: Bool { get }
  /// What it is written as, each with the extension of its file.
  var documents: [StudyDocument] { get }
}

/// Why a study came to nothing; its description is one line for people.
package protocol StudyFailure: Error, Equatable, CustomStringConvertible {
  /// The caller asked to stop.
  static var cancelled: Self { get }
}

/// A file that a result is written as.
package struct StudyDocument: Sendable {
  /// The extension of the file's name, with the dot.
  package var fileExtension: String
  /// What is in it.
  package var bytes: [UInt8]

  /// Creates a document.
  package init(fileExtension: String, bytes: [UInt8]) {
    (self.fileExtension, self.bytes) = (fileExtension, bytes)
  }
}

/// A result with where it came from.
package struct StudyReport<Result: StudyResult>: Sendable, Equatable {
  /// The numbers.
  package var result: Result
  /// Whether they were measured before and cached.
  package var isCached: Bool
  /// Why they could not be cached for the next time; `nil` when they were, or need not be.
  package var cacheProblem: String?

  /// Creates a report.
  package init(_ result: Result, isCached: Bool, cacheProblem: String? = nil) {
    (self.result, self.isCached, self.cacheProblem) = (result, isCached, cacheProblem)
  }
}

extension Study {
  /// The result that is cached for the same inputs, or a new one, which is cached.
  ///
  /// - Parameters:
  ///   - cache: Where results are cached; `nil` caches none.
  ///   - ignoresCache: Whether to measure again in any case.
  ///   - team: Who does the work.
  ///   - isCancelled: As ``run(team:isCancelled:progress:)`` asks it.
  ///   - progress: As ``run(team:isCancelled:progress:)`` calls it.
  /// - Returns: The result, and whether it was cached.
  /// - Throws: What ``run(team:isCancelled:progress:)`` throws; trouble with the cache is no error.
  package func run(
    cache: StudyCache?, ignoringCache ignoresCache: Bool = false,
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: (StudyProgress) -> Void = { _ in }
  ) throws(Failure) -> StudyReport<Result> {
    let key = cache == nil ? "" : StudyCache.key(of: self)
    if let cache, !ignoresCache, let known: Result = cache.result(key) {
      return StudyReport(renamed(known), isCached: true)
    }
    let result = try run(team: team, isCancelled: isCancelled, progress: progress)
    guard let cache else { return StudyReport(result, isCached: false) }
    do throws(StorageError) {
      try cache.keep(result, key)
      return StudyReport(result, isCached: false)
    } catch {
      return StudyReport(result, isCached: false, cacheProblem: error.description)
    }
  }
}
