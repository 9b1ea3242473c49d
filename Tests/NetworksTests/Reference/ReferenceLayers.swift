import Networks
import Platform

/// Every layer by its definition, as plain loops in Double over PyTorch's layouts.
///
/// Images are `[channels, height, width]`, convolution weights `[out, in, height, width]`, transposed ones
/// `[in, out, height, width]`, dense ones `[out, in]`. Shares nothing with the kernels but the layers'
/// settings.
enum ReferenceLayers {
  /// One sample: its extents in PyTorch's order and its elements.
  struct Sample {
    var shape: [Int]
    var elements: [Double]
  }

  static func dense(_ input: Sample, weight: [Double], bias: [Double]) -> Sample {
    let count = weight.count / bias.count
    let tokens = input.elements.count / count
    var output: [Double] = []
    for token in 0..<tokens {
      for row in bias.indices {
        var sum = bias[row]
        for column in 0..<count {
          sum += weight[row * count + column] * input.elements[token * count + column]
        }
        output.append(sum)
      }
    }
    return Sample(shape: input.shape.dropLast() + [bias.count], elements: output)
  }

  /// `y[o, v, u] = b[o] + sum x[c, v s - p + i d, u s - p + j d] w[o, c, i, j]` over the group of `o`.
  static func convolution(
    _ layer: Convolution, _ input: Sample, weight: [Double], bias: [Double]
  ) -> Sample {
    let (channels, height, width) = (input.shape[0], input.shape[1], input.shape[2])
    let (rows, columns) = (layer.kernel[0], layer.kernel[1])
    let (reads, writes) = (channels / layer.groups, layer.channels / layer.groups)
    let extent = { (size: Int, axis: Int) in
      let padded = size + layer.padding[axis] + layer.padding[axis + 2]
      return (padded - layer.dilations[axis] * (layer.kernel[axis] - 1) - 1) / layer.strides[axis]
        + 1
    }
    let (outputHeight, outputWidth) = (extent(height, 0), extent(width, 1))
    var output: [Double] = []
    for o in 0..<layer.channels {
      for v in 0..<outputHeight {
        for u in 0..<outputWidth {
          var sum = bias[o]
          for c in 0..<reads {
            let plane = (o / writes * reads + c) * height
            for i in 0..<rows {
              let y = v * layer.strides[0] - layer.padding[0] + i * layer.dilations[0]
              if y < 0 || y >= height { continue }
              for j in 0..<columns {
                let x = u * layer.strides[1] - layer.padding[1] + j * layer.dilations[1]
                if x < 0 || x >= width { continue }
                sum +=
                  input.elements[(plane + y) * width + x]
                  * weight[((o * reads + c) * rows + i) * columns + j]
              }
            }
          }
          output.append(sum)
        }
      }
    }
    return Sample(shape: [layer.channels, outputHeight, outputWidth], elements: output)
  }

  /// Every input pixel adds its kernel: `y[o, v s - p + i d, u s - p + j d] += x[c, v, u] w[c, o, i, j]`.
  static func transposedConvolution(
    _ layer: TransposedConvolution, _ input: Sample, weight: [Double], bias: [Double]
  ) -> Sample {
    let (channels, height, width) = (input.shape[0], input.shape[1], input.shape[2])
    let (rows, columns) = (layer.kernel[0], layer.kernel[1])
    let extent = { (size: Int, axis: Int) in
      (size - 1) * layer.strides[axis] - layer.padding[axis] - layer.padding[axis + 2]
        + layer.dilations[axis] * (layer.kernel[axis] - 1) + 1 + layer.outputPadding[axis]
    }
    let (reads, writes) = (channels / layer.groups, layer.channels / layer.groups)
    let (outputHeight, outputWidth) = (extent(height, 0), extent(width, 1))
    var output = bias.flatMap { Array(repeating: $0, count: outputHeight * outputWidth) }
    for c in 0..<channels {
      for v in 0..<height {
        for u in 0..<width {
          let value = input.elements[(c * height + v) * width + u]
          for o in 0..<writes {
            let plane = (c / reads * writes + o) * outputHeight
            for i in 0..<rows {
              let y = v * layer.strides[0] - layer.padding[0] + i * layer.dilations[0]
              if y < 0 || y >= outputHeight { continue }
              for j in 0..<columns {
                let x = u * layer.strides[1] - layer.padding[1] + j * layer.dilations[1]
                if x < 0 || x >= outputWidth { continue }
                output[(plane + y) * outputWidth + x] +=
                  value * weight[((c * writes + o) * rows + i) * columns + j]
              }
            }
          }
        }
      }
    }
    return Sample(shape: [layer.channels, outputHeight, outputWidth], elements: output)
  }
}
