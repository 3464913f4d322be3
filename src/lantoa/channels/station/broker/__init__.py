"""The broker inside: MQTT for station and receivers, without Django."""
