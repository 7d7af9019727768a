// Package customresponse answers with HTML, text, redirects, files and streams.
package customresponse
