"""Routes, authentication, limits and the request log: plain ASGI."""
