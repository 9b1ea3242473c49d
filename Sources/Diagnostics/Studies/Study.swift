import Storage
package import Tensors

/// A long computation on a model that reports progress, can be cancelled, and whose result is cached and
/// exported.
///
/// A new study is one type; cache, command line and explorer depend on no particular study.
package protocol Study: Sendable {
  /// The type of the result.
  associatedtype Result: StudyResult
  /// The type of the error.
  associatedtype Failure: StudyFailure

  /// Computes the result; equal inputs give equal numbers with any number of workers.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled every few hundredths of a second, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  /// - Returns: The result.
  /// - Throws: `Failure` when samples do not suit the model, or the work was cancelled.
  func run(
    team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void
  ) throws(Failure) -> Result

  /// Computes the result, and passes on a first one as soon as there is one to show.
  ///
  /// - Parameters:
  ///   - team: The workers.
  ///   - isCancelled: Polled every few hundredths of a second, from any thread.
  ///   - progress: Receives the progress, on the calling thread.
  ///   - preview: Receives the result without what takes longer, on the calling thread; not called by studies without one.
  /// - Returns: The result.
  /// - Throws: `Failure` as above.
  func run(
    team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void,
    preview: (Result) -> Void
  ) throws(Failure) -> Result

  /// Adds everything that determines the result, apart from the code itself: model, samples, settings.
  func addInputs(to hash: inout ContentHash)

  /// A cached result under the current names of model and samples.
  func renamed(_ result: Result) -> Result
}

/// The result of a study: a value that is cached and exported.
package protocol StudyResult: Codable, Sendable, Equatable {
  /// The definition of the result in words; it is part of the cache key, so that a changed definition of a
  /// metric never shows numbers of the old one.
  static var definition: String { get }

  /// Whether all parts are consistent; they are not in a damaged file.
  var isSound: Bool { get }
  /// The files that the result is exported as.
  var documents: [StudyDocument] { get }
}

/// Why a study failed; the description is one line.
package protocol StudyFailure: Error, Equatable, CustomStringConvertible {
  /// The work was cancelled.
  static var cancelled: Self { get }
}

/// A file that a result is exported as.
package struct StudyDocument: Sendable {
  /// The extension of the file's name, with the dot.
  package var fileExtension: String
  /// The content.
  package var bytes: [UInt8]

  /// Creates a document.
  package init(fileExtension: String, bytes: [UInt8]) {
    (self.fileExtension, self.bytes) = (fileExtension, bytes)
  }
}

/// A result and whether it was cached.
package struct StudyReport<Result: StudyResult>: Sendable, Equatable {
  /// The result.
  package var result: Result
  /// Whether it was read from the cache.
  package var isCached: Bool
  /// Why it could not be cached; `nil` when it was, or need not be.
  package var cacheProblem: String?

  /// Creates a report.
  package init(_ result: Result, isCached: Bool, cacheProblem: String? = nil) {
    (self.result, self.isCached, self.cacheProblem) = (result, isCached, cacheProblem)
  }
}

extension Study {
  /// Computes the result, without a preview.
  package func run(
    team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void,
    preview: (Result) -> Void
  ) throws(Failure) -> Result {
    try run(team: team, isCancelled: isCancelled, progress: progress)
  }

  /// The cached result for the same inputs, or a new one, which is then cached.
  ///
  /// - Parameters:
  ///   - cache: The cache; `nil` for none.
  ///   - ignoresCache: Whether to compute the result even if it is cached.
  ///   - team: The workers.
  ///   - isCancelled: Polled as by ``run(team:isCancelled:progress:)``.
  ///   - progress: Called as by ``run(team:isCancelled:progress:)``.
  ///   - preview: Called as by ``run(team:isCancelled:progress:preview:)``; not for a cached result.
  /// - Returns: The result, and whether it was cached.
  /// - Throws: What ``run(team:isCancelled:progress:)`` throws; a failure of the cache is not an error.
  package func run(
    cache: StudyCache?, ignoringCache ignoresCache: Bool = false,
    team: WorkerTeam = WorkerTeam(), isCancelled: @Sendable () -> Bool = { false },
    progress: (StudyProgress) -> Void = { _ in }, preview: (Result) -> Void = { _ in }
  ) throws(Failure) -> StudyReport<Result> {
    let key = cache == nil ? "" : StudyCache.key(of: self)
    if let cache, !ignoresCache, let known: Result = cache.result(key) {
      return StudyReport(renamed(known), isCached: true)
    }
    let result = try run(
      team: team, isCancelled: isCancelled, progress: progress, preview: preview)
    guard let cache else { return StudyReport(result, isCached: false) }
    do throws(StorageError) {
      try cache.keep(result, key)
      return StudyReport(result, isCached: false)
    } catch {
      return StudyReport(result, isCached: false, cacheProblem: error.description)
    }
  }
}
