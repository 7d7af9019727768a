// Package queryparamsstrvalidations limits, describes and renames texts.
//
// validate:"min=3,max=50" counts characters, pattern takes a regular
// expression, title, description and deprecated speak to the reader of the
// document. An optional parameter is checked only when it was sent.
package queryparamsstrvalidations
