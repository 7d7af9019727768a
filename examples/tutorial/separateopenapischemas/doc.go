// Package separateopenapischemas has a model that clients need not send whole
// and get whole: the document has a schema for each direction, where they differ.
package separateopenapischemas
