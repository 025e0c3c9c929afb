"""A slow, plain second reading of the rules, written from the rule pages only.

What belongs here: one literal reading of `aanlevering.md` and `regels.md`, in plain Python, to compare
the product with.
What does not: anything imported from the product. If both agree, they were misread alike or not at all.
`LEESWIJZER.md` lists every sentence that could be read in two ways, and how this package reads it.
"""
