"""What others publish in, drafts for our editors out; nothing here publishes anything."""
