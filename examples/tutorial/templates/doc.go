// Package templates answers with pages that html/template makes.
package templates
