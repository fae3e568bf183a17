"""The NICE Workforce Framework for Cybersecurity of the United States."""
