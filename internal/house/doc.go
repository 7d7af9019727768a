// Package house holds the tests of what no single package can test: who may
// import whom (testdata/levels.txt), what the public packages export
// (testdata/api.txt at the root), that an Example shows each of their names, and how
// the source is kept (testdata/allowed.txt says what is let pass).
package house
