"""What `inbeeld stand --op M --csv` says of random histories of deliveries, beside a slow model of the rules."""
