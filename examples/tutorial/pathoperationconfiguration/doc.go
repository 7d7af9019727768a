// Package pathoperationconfiguration says more about a route: its status, its
// tags and its texts in the document. Options stand beside the path, where they
// hold for that route, or beside the routes in Handle, where they hold for all.
package pathoperationconfiguration
