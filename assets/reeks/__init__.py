"""`inbeeld reeks`: a csv of shares in; totals, series, alarms, comparison and forecast out.

The sums themselves: `models.statistiek`.
"""
