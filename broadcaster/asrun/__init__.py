"""What truly went out: as-run entries judged and counted, every grade of evidence apart; pure."""
