package import Tensors

extension ResidualWhiteness {
  /// What the measures need of the residuals of one picture, or of several together.
  package struct Sums: Sendable, Equatable {
    /// Sums over pairs of residuals; a residual beside itself gives those over pixels.
    struct Products: Sendable, Equatable {
      var count = 0
      var firsts = 0.0
      var seconds = 0.0
      var products = 0.0

      var mean: Double { firsts / Double(max(count, 1)) }

      mutating func add(_ first: Double, _ second: Double) {
        count += 1
        firsts += first
        seconds += second
        products += first * second
      }

      mutating func add(_ other: Products) {
        count += other.count
        firsts += other.firsts
        seconds += other.seconds
        products += other.products
      }

      /// The mean product of the differences from a number.
      func moment(about center: Double) -> Double {
        let sum = products - center * (firsts + seconds) + center * center * Double(count)
        return sum / Double(max(count, 1))
      }
    }

    var pixels = Products()
    var horizontal = Products()
    var vertical = Products()

    init() {}

    mutating func add(_ other: Sums) {
      pixels.add(other.pixels)
      horizontal.add(other.horizontal)
      vertical.add(other.vertical)
    }

    /// The sums of pictures of counts, `[pictures, height, width, channels]`, one per picture.
    ///
    /// - Parameters:
    ///   - counts: The observed counts.
    ///   - expectations: The expectations of the model, in counts, of the same shape.
    ///   - smallestExpectation: Pixels with a smaller expectation are left out; positive.
    /// - Returns: The sums in the order of the pictures.
    package static func perPicture(
      counts: Tensor, expectations: Tensor, smallestExpectation: Double = 0.1
    ) -> [Sums] {
      let grid = Grid(counts.shape)
      return (0..<counts.rowCount).map { picture in
        let residuals = zip(counts.row(picture), expectations.row(picture)).map {
          residual(Double($0), Double($1), smallestExpectation)
        }
        return grid.sums(residuals)
      }
    }

    /// NaN for a pixel that is left out.
    private static func residual(
      _ count: Double, _ expectation: Double, _ smallest: Double
    ) -> Double {
      guard count.isFinite && expectation.isFinite && expectation >= smallest else { return .nan }
      return (count - expectation) / expectation.squareRoot()
    }

    /// Which pixels of a picture are neighbours.
    private struct Grid {
      let height: Int
      let width: Int
      let channels: Int

      init(_ shape: [Int]) { (height, width, channels) = (shape[1], shape[2], shape[3]) }

      func sums(_ residuals: [Double]) -> Sums {
        var sums = Sums()
        let stride = width * channels
        for index in residuals.indices where !residuals[index].isNaN {
          let own = residuals[index]
          sums.pixels.add(own, own)
          if index % stride < stride - channels, !residuals[index + channels].isNaN {
            sums.horizontal.add(own, residuals[index + channels])
          }
          if index < stride * (height - 1), !residuals[index + stride].isNaN {
            sums.vertical.add(own, residuals[index + stride])
          }
        }
        return sums
      }
    }
  }
}
