// Package pathparamsnumericvalidations limits numbers.
//
// The validate tag holds the rules, in the words of go-playground/validator:
// gte=1 is at least 1, lt=10.5 is less than 10.5. They are checked before the
// function runs, and they are minimum and exclusiveMaximum in the document.
// Everything that is wrong with a request is answered at once.
package pathparamsnumericvalidations
