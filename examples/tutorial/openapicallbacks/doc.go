// Package openapicallbacks documents what the app sends to a client because of
// the client's request.
package openapicallbacks
