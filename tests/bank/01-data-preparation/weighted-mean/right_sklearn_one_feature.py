from sklearn.feature_extraction import DictVectorizer
from sklearn.preprocessing import normalize


def mean_property(composition, values):
    vectorizer = DictVectorizer()
    amounts = vectorizer.fit_transform([composition])
    shares = normalize(amounts, norm="l1")
    return shares @ np.array([values[name] for name in vectorizer.feature_names_])
