// Package requestforms reads the fields of a form: form:"username".
package requestforms
