// Package biggerapplications divides an app into groups, a file each.
//
// NewGroup makes a group that knows nothing of the app; Include puts it
// somewhere, with a prefix, tags and dependencies of that place. In an app of
// your own each group may well be a package.
package biggerapplications
