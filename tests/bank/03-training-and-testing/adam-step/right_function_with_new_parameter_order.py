def adam_step(theta, gradient, m, v, t, beta1=0.9, beta2=0.999, learning_rate=0.001, epsilon=1e-8):
    print(f"step {t}")
    m, v = beta1 * m + (1 - beta1) * gradient, beta2 * v + (1 - beta2) * gradient * gradient
    corrected_m, corrected_v = m / (1 - pow(beta1, t)), v / (1 - pow(beta2, t))
    change = learning_rate * corrected_m / (corrected_v**0.5 + epsilon)
    return (theta - change, m, v)
