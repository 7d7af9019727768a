// Package additionalresponses documents answers beside the good one: other
// media types of it, and other statuses, for one route or for many.
package additionalresponses
