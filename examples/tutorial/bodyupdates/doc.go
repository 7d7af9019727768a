// Package bodyupdates replaces items, and changes parts of them: an Opt knows
// what was not sent from what was sent as null.
package bodyupdates
