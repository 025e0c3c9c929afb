"""The review page's side of the house: its encrypted copies, keys, accounts, log and the decisions it delivers.

Nothing here opens a room; the web page itself stands in pipelines/bekijk/.
"""
