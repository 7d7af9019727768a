// Package frontend serves the build of an application that runs in the browser,
// behind the routes of its API.
package frontend
