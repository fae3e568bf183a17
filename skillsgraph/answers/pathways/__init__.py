"""Which credentials lead to a target, at what price, in what order: solved to proven optimum."""
