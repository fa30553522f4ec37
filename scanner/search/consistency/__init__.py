"""Whether a notice agrees with itself: sums, sides, shares, counts, 大写, attachments, names and numbers."""
