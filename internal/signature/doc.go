// Package signature says what each argument and each result of a function is,
// from the types alone. It judges one function at a time: which provider makes
// an argument is for internal/depend to find.
package signature
