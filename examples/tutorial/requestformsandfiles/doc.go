// Package requestformsandfiles reads files and other fields from one form.
package requestformsandfiles
