// Package staticfiles serves a folder of files.
package staticfiles
