// Package cors lets scripts of other sites call the service.
//
// Middleware of package middleware is put around the app, where it sees requests
// before a route is matched: a preflight asks for a method that it does not have.
package cors
