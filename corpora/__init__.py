"""Evidence: invented notices with their answers, the score over them, the bench. Not in the wheel."""
