"""The Government Digital and Data Profession Capability Framework of the United Kingdom (DDaT)."""
