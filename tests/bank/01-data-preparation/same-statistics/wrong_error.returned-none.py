def match_statistics(x, y):
    u = (x - x.mean()) / x.std()
    v = (y - y.mean()) - (y * u).mean() * u
    v = R * u + np.sqrt(1 - R**2) * v / v.std()
    plt.scatter(MEAN_X + SD_X * u, MEAN_Y + SD_Y * v)
    plt.show()
