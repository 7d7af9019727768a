// Package tdependencies shows corners of dependencies: what runs how often, what
// a cleanup may do, and what functions share that read the same parameter.
package tdependencies
