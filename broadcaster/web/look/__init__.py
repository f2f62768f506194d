"""How pages look: templates, styles, letters, language."""
