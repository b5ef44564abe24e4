def next_measurement(predicted, std, measured):
    masked = np.ma.masked_array(std, mask=measured)
    choice = masked.argmax()
    plt.errorbar(range(len(std)), predicted, yerr=std, fmt="o")
    plt.plot(choice, predicted[choice], "r*")
    plt.show()
    return [choice]
