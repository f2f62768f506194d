"""From cuts and music to one finished MP3: levels, blocks, encoding once, joining without encoding again."""
