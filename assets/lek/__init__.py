"""`inbeeld lek-toets`: reads a folder of released files as an attacker would, and says what they give away."""
