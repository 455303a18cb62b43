"""What people type: searched for personal data, and shown in its own direction."""
