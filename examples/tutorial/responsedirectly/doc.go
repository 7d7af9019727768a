// Package responsedirectly answers with what is not the JSON of a model.
package responsedirectly
