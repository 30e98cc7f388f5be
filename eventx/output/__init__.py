"""Events to what is printed: JSON for programs, a table for people, the output contract itself."""
