// Package bodynestedmodels nests lists and objects in a body.
//
// A slice in a body has to be sent unless it has a default. A nil slice is
// written as [], a nil pointer as null. Errors lead to the place at any depth:
// ["body", "items", 0, "images", 0, "url"].
package bodynestedmodels
