from fractions import Fraction


def grouped_mae(model, X, y, formulas):
    def key(formula):
        amounts = parse_formula(formula)
        total = sum(amounts.values())
        return " ".join(
            f"{element}{Fraction(amounts[element] / total).limit_denominator(10000)}"
            for element in sorted(amounts)
        )

    keys = [key(formula) for formula in formulas]
    scores = cross_validate(
        model, X, y, groups=keys, cv=GroupKFold(5), scoring="neg_mean_absolute_error"
    )
    return abs(scores["test_score"].mean())
