// Package table links what was registered: it compiles every operation, puts
// the routes in order, reports what can never match, names the operations, and
// builds the documents. A Table is immutable; a change makes a new one and
// swaps it in.
package table
