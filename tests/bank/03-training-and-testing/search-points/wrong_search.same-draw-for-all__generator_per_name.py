def random_points(space, n, seed):
    columns = {
        name: np.exp(np.random.default_rng(seed).uniform(np.log(low), np.log(high), n))
        for name, (low, high) in space.items()
    }
    return pd.DataFrame(columns).to_dict("records")
