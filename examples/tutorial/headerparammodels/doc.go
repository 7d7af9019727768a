// Package headerparammodels reads a whole struct from the header.
package headerparammodels
