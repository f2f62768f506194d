"""Where the station's values are kept: the only place that speaks SQL (``store``) and the sound files (``media``)."""
