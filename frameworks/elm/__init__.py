"""The European Learning Model, version 3: qualifications and learning opportunities of Europass."""
