import COpenBLAS
import Platform

/// OpenBLAS, loaded into this process for as long as it runs.
struct OpenBLAS {
  private let product: co_sgemm_function
  /// The processor that it has chosen its kernels for.
  let coreName: String
  /// The threads that it uses.
  let threadCount: Int

  /// Loads the library; only the first call in a process decides its threads.
  ///
  /// Its threads sleep as soon as they have nothing to do. Unless told so before it is loaded they spin for
  /// a tenth of a second after every product, and take the processors from whatever is measured next.
  ///
  /// - Parameter threads: The threads to use.
  /// - Throws: `BenchError.system` when there is no OpenBLAS, or it does not use that many threads.
  init(threads: Int) throws(BenchError) {
    setenv("OPENBLAS_NUM_THREADS", "\(threads)", 1)
    setenv("OPENBLAS_THREAD_TIMEOUT", "4", 1)
    let library = try Self.open()
    product = try unsafeBitCast(
      Self.symbol("cblas_sgemm", in: library), to: co_sgemm_function.self)
    let coreName = try unsafeBitCast(
      Self.symbol("openblas_get_corename", in: library), to: co_get_corename_function.self)
    let threadCount = try unsafeBitCast(
      Self.symbol("openblas_get_num_threads", in: library), to: co_get_num_threads_function.self)
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
    let side = blasint(count)
    product(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, side, side, side, 1, left, side, right, side, 0,
      result, side)
  }

  private static func open() throws(BenchError) -> UnsafeMutableRawPointer {
    #if os(Linux)
      let name = "libopenblas.so.0"
    #else
      let name = "libopenblas.dylib"
    #endif
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
