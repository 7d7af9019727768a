// Package requestformmodels shares one struct of form fields among functions.
package requestformmodels
