"""The nouns of the field: frozen values, ids and enumerations; standard library only."""
