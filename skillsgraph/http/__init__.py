"""From the socket to a question and back: routes, keys, limits, the request log, pages."""
