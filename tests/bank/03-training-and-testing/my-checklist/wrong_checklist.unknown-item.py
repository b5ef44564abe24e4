names = "source cleaning access tuning code rerun split leakage metric baseline error-bars attempts limits"
my_answers = {name: f"what I did about {name}" for name in names.split()}
