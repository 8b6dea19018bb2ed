"""The Django project: settings, addresses, server, middleware, errors, logs."""
