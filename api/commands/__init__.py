"""What the commands of the shell do, each given its settings; they give the exit status."""
