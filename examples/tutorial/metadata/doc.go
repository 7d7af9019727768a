// Package metadata describes the API as a whole: its title, who answers for it,
// its tags, and where its document and its docs page are.
package metadata
