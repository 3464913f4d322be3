"""What every channel shares: outbox, delivery, proof, public blocks."""
