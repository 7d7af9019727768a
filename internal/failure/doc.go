// Package failure is the only writer of error answers: it turns an error into a
// status, headers and a body, and lets nothing internal through. A vocab.Error
// and a vocab.ValidationError say what the client may know; any other error is
// an opaque 500.
package failure
