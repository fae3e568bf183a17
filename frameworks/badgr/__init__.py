"""Badgr pathways: trees of elements, each completed by badges, its children, and other elements."""
