// Package model reads a Go type and its struct tags once, and says what they
// mean on the wire: names, order, what is required, what may be null. The
// binder, the JSON plans and the document all read its result, so they cannot
// disagree.
//
// A Type describes any value; an Object the members of a JSON object; a Request
// the fields of a request struct with their sources; an Envelope the fields of
// an answer with headers, cookies and a status. Request.Resolve settles for one
// route which source feeds each field.
//
// Everything that is returned is immutable and safe for concurrent use. Reader
// remembers what it read: one per app.
package model
