"""skillsgraph links micro-credentials to competency frameworks, learners and job roles."""

__version__ = "0.1.0"
