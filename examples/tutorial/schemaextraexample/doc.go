// Package schemaextraexample shows examples in the document: of members, of a
// body, and named ones of a route.
package schemaextraexample
