"""How an outlet gets its day: playlist formats, the bundle, and handing it over."""
