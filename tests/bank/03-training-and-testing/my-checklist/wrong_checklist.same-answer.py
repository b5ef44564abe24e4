names = "source cleaning access tuning code rerun split leakage metric baseline uncertainty attempts limits"
my_answers = {name: "see the text above" for name in names.split()}
