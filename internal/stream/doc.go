// Package stream sends an answer piece by piece: it frames server-sent events
// (WHATWG HTML, 9.2) and JSON Lines, flushes each, and keeps idle streams alive.
package stream
