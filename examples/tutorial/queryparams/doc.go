// Package queryparams reads values from the query.
//
// A field tagged query:"skip" is a parameter. It is required unless it has a
// default, is a pointer, or is an Opt, which also knows absent from empty.
package queryparams
