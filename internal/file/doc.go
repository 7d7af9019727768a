// Package file sends files: those of a file system, which it never leaves, and
// content that can seek. [Send] answers with one file; a [Site] chooses it by the
// request's path.
package file
