// Package responseheaders sends headers: as fields of an envelope, which the
// document shows, or through a Reply.
package responseheaders
