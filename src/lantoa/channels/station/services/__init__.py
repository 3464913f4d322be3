"""Every write of the station."""
