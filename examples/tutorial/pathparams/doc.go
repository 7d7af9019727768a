// Package pathparams reads values from the path.
//
// A wildcard {item_id} of the pattern feeds the field tagged path:"item_id" of
// a request struct. The field's type says how the text is read; a wildcard that
// no field reads, and a field that no wildcard feeds, are start-up errors.
package pathparams
