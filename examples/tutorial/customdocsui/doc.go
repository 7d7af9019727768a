// Package customdocsui has docs pages of its own making, whose scripts and styles
// come from a server of the reader's choice. The page that signet serves needs
// none of this: it comes from the program.
package customdocsui
