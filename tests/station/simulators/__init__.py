"""Fakes of the equipment that communes have: they stand at the far edge, take what we hand over
and answer as the programs seen in the market do (DOMAIN 3.5), their errors and limits included."""
