"""What documents cost, beside what people use today."""
