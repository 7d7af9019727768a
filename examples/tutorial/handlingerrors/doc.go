// Package handlingerrors answers with errors.
//
// A handler returns an error made by NewError, and the client gets its status
// and {"detail": …}. Any other error is an opaque 500, with one line in the log.
// Functions given to OnError may answer in their own way, or only look.
package handlingerrors
