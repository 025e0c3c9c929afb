"""The pages "Zo levert u aan" for schools and the municipality, made from the contracts, the dialects and the reasons.

Not here: the guide itself (docs/gids), which is written by hand.
"""
