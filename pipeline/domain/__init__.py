"""What the field computes: a project comes in; targets, agreements, ranges and what differs go out, in no language."""
