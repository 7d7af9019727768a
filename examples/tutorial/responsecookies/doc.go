// Package responsecookies sends cookies: as fields of an envelope, which the
// document shows, or through a Reply.
package responsecookies
