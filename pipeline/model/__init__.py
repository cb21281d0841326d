"""What people author, validated: unknown keys forbidden, every rule with its own message."""
