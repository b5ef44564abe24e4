mean, spread = F_train.mean(), F_train.std()


def my_feature(F):
    z = (F - mean) / spread  # learnt from the training set
    return z["NpValence"] - z["MeltingT"] - z["Row"]
