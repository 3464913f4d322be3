"""Ý tưởng: sent from phones, proposed by rule, taken up."""
