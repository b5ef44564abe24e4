"""How explorers write numbers."""


def three_digits(value: float) -> str:
    """Write three significant digits; whole numbers from a thousand on, 0 for rounding errors.

    Examples
    --------
    >>> three_digits(0.12345), three_digits(7), three_digits(1234.5), three_digits(3e7)
    ('0.123', '7.00', '1234', '3.00e+07')
    >>> three_digits(1e-17)
    '0'
    """
    if abs(value) < 1e-12:
        return "0"
    if 999.5 <= abs(value) < 1e6:
        return f"{value:.0f}"
    return f"{value:#.3g}".removesuffix(".")


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "row"), counted(2, "row")
    ('1 row', '2 rows')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")
