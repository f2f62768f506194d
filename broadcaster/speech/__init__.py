"""Speech engines, one a file: each turns one spoken Vietnamese sentence into mono sound."""
