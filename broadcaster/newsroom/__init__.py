"""Takes news in and keeps approvals honest: topic, genre and outlets checked, states derived, ids found; pure."""
