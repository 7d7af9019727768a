// Package securityschemes shows each kind of credentials: required, optional,
// described.
//
// A declared scheme has a name and a description in the document. Credentials of
// its kind use it if it is the only one; an API key uses the one of its place.
package securityschemes
