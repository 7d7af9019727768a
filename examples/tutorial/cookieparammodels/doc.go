// Package cookieparammodels reads a whole struct from the cookies.
package cookieparammodels
