"""CTDL and CTDL-ASN, Credential Engine's languages for credentials, pathways and competencies."""
