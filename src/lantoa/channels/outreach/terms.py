"""Words of face-to-face work."""

from lantoa.ledger.terms import Proof

# How an act of people may be known here, the strongest first.
PROOFS = (Proof.DOCUMENT, Proof.UNIT, Proof.STATEMENT)
MOST_MINUTES = 60 * 24 * 60
