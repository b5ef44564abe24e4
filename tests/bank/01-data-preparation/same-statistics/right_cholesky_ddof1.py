def match_statistics(x, y):
    # whiten with the covariance, colour with the wanted one
    points = np.column_stack([x, y])
    centred = points - points.mean(axis=0)
    white = centred @ np.linalg.inv(np.linalg.cholesky(np.cov(centred.T))).T
    wanted = np.array([[SD_X**2, R * SD_X * SD_Y], [R * SD_X * SD_Y, SD_Y**2]])
    new = white @ np.linalg.cholesky(wanted).T + [MEAN_X, MEAN_Y]
    return new[:, 0], new[:, 1]
