// Package firststeps is the smallest service: a function, a route, an answer.
//
// A handler is a plain function. What it returns is the answer's body, and its
// type is what /docs and /openapi.json say about it. Paths that nobody
// registered answer 404 with {"detail":"Not Found"}.
package firststeps
