names = "source cleaning access tuning code rerun split leakage metric baseline uncertainty attempts limits"
my_answers = {name: "yes" for name in names.split()}
