// Package refusal says what a chain of layers does with an error: the functions
// of OnError may put another error or an answer in its place, what clients must
// not learn is logged, and package failure writes the rest. An answer is complete
// before its status is sent; a function that fails itself leaves an opaque 500.
package refusal
