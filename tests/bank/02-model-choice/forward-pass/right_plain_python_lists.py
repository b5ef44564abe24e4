def forward(X, weights, biases):
    outputs = []
    for row in X:
        values = list(row)
        for k, (W, b) in enumerate(zip(weights, biases)):
            new = []
            for j in range(len(b)):
                s = b[j]
                for i in range(len(values)):
                    s += values[i] * W[i][j]
                new.append(s if k == len(weights) - 1 else max(0.0, s))
            values = new
        outputs.append(values)
    return outputs
