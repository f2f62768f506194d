"""The plan of a day, worked out: quiet hours, layout to the millisecond, exact filling, playlists; pure."""
