"""What `doctor` asks of the machine and of the content."""
