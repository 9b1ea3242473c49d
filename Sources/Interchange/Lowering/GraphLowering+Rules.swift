extension GraphLowering {
  /// Translates an operator.
  mutating func lower(_ operation: OperatorGraph.Operation) throws(InterchangeError) {
    let use = graph.use(operation)
    switch operation.kind {
    case "Gemm": try gemm(use)
    case "MatMul": try product(use)
    case "Conv": try convolution(use)
    case "ConvTranspose": try transposedConvolution(use)
    case "MaxPool", "AveragePool": try pooling(use)
    case "Resize": try resize(use)
    case "BatchNormalization": try batchNormalization(use)
    case "InstanceNormalization", "GroupNormalization": try groupNormalization(use)
    case "LayerNormalization": try layerNormalization(use)
    case "LpNormalization", "Softmax", "LogSoftmax": try alongAxis(use)
    case "PRelu": try parametricRectifier(use)
    case "Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "Sum", "Mean": try arithmetic(use)
    case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2",
      "ReduceSumSquare", "GlobalAveragePool", "GlobalMaxPool":
      try reduce(use)
    default: try move(use)
    }
  }

  /// Translates an operator that only moves elements, or a function of single elements.
  private mutating func move(_ use: OperatorUse) throws(InterchangeError) {
    switch use.kind {
    case "Reshape", "Flatten", "Squeeze", "Unsqueeze": try reshape(use)
    case "Transpose": try transpose(use)
    case "Slice": try slice(use)
    case "Split": try split(use)
    case "Gather": try gather(use)
    case "Expand": try expand(use)
    case "Tile": try tile(use)
    case "Pad": try pad(use)
    case "Concat": try concat(use)
    case "DepthToSpace", "SpaceToDepth": try blocks(use)
    default: try function(use)
    }
  }
}
