// Package requestfiles receives files: file:"name" on a []byte, which holds the
// whole content, or on an UploadFile, which is read when it is needed.
package requestfiles
