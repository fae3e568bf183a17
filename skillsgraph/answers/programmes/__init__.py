"""Stackable programmes: rules read back and told, progress audited exactly, designs checked."""
