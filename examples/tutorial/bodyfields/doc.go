// Package bodyfields limits and describes the members of a body.
//
// The tags are those of parameters. An error says where in the body it is:
// ["body", "item", "price"].
package bodyfields
