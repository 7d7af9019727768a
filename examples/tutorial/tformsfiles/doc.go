// Package tformsfiles holds the finer points of forms: order, empty fields,
// lists, and answers by what was sent.
package tformsfiles
