// Package advancedmiddleware shows middleware that stands before all routes: it
// redirects to HTTPS, refuses other hosts, compresses.
package advancedmiddleware
