import Platform

/// OpenBLAS, loaded into this process for as long as it runs.
///
/// It is not linked: it starts its threads, which spin for a while, as soon as it is loaded, and the explorer must
/// have only one thread until it has blocked its signals.
struct OpenBLAS {
  // The prototypes of three functions; the headers would require a package of everybody who builds the program.
  private typealias Product =
    @convention(c) (
      _ order: Int32, _ leftTransposition: Int32, _ rightTransposition: Int32,
      _ rows: Int32, _ columns: Int32, _ depth: Int32, _ alpha: Float,
      _ left: UnsafePointer<Float>, _ leftStride: Int32,
      _ right: UnsafePointer<Float>, _ rightStride: Int32, _ beta: Float,
      _ result: UnsafeMutablePointer<Float>, _ resultStride: Int32
    ) -> Void
  private typealias CoreName = @convention(c) () -> UnsafeMutablePointer<CChar>?
  private typealias ThreadCount = @convention(c) () -> Int32
  /// `CblasRowMajor` and `CblasNoTrans`.
  private static let (rowMajor, notTransposed): (Int32, Int32) = (101, 111)

  private let product: Product
  /// The processor that it has chosen its kernels for.
  let coreName: String
  /// The threads that it uses.
  let threadCount: Int

  /// Loads the library; only the first call in a process sets its number of threads.
  ///
  /// Its threads are made to sleep as soon as they have nothing to do. Unless this is set before it is
  /// loaded, they spin for a tenth of a second after every product, and compete with whatever is measured next.
  ///
  /// - Parameter threads: The threads to use.
  /// - Throws: `BenchError.system` when there is no OpenBLAS, or it does not use that many threads.
  init(threads: Int) throws(BenchError) {
    setenv("OPENBLAS_NUM_THREADS", "\(threads)", 1)
    setenv("OPENBLAS_THREAD_TIMEOUT", "4", 1)
    let library = try Self.open()
    product = try unsafeBitCast(
      Self.symbol("cblas_sgemm", in: library), to: Product.self)
    let coreName = try unsafeBitCast(
      Self.symbol("openblas_get_corename", in: library), to: CoreName.self)
    let threadCount = try unsafeBitCast(
      Self.symbol("openblas_get_num_threads", in: library), to: ThreadCount.self)
    self.coreName = coreName().map { String(cString: $0) } ?? ""
    self.threadCount = Int(threadCount())
    guard self.threadCount == threads else {
      throw .system(
        operation: "OpenBLAS",
        message: "expected \(threads) threads, found \(self.threadCount)")
    }
  }

  /// Multiplies square matrices, `result = left * right`.
  ///
  /// - Parameters:
  ///   - left: `[count, count]`.
  ///   - right: `[count, count]`.
  ///   - result: `[count, count]`.
  ///   - count: The number of rows and of columns.
  func multiply(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    let side = Int32(count)
    product(
      Self.rowMajor, Self.notTransposed, Self.notTransposed, side, side, side, 1, left, side,
      right, side, 0, result, side)
  }

  private static func open() throws(BenchError) -> UnsafeMutableRawPointer {
    let name = "libopenblas.so.0"
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw failure(name) }
    return library
  }

  private static func symbol(
    _ name: String, in library: UnsafeMutableRawPointer
  ) throws(BenchError) -> UnsafeMutableRawPointer {
    guard let symbol = dlsym(library, name) else { throw failure(name) }
    return symbol
  }

  private static func failure(_ operation: String) -> BenchError {
    .system(
      operation: operation, message: dlerror().map { String(cString: $0) } ?? "cannot be loaded")
  }
}
