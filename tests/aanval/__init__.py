"""An attacker of what is released, and random cities to attack: proof that no hidden figure can be had."""
