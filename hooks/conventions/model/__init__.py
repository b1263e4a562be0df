"""What the project talks about, as frozen dataclasses. Standard library only."""
