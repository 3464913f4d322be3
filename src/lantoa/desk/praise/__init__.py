"""Khen thưởng: candidates from the ledger, the file of a proposal, the decision."""
