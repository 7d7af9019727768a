// Package queryparammodels reads a whole struct from the query; it may be
// shared by many functions.
package queryparammodels
