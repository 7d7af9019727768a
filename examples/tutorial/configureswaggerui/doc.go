// Package configureswaggerui changes what Swagger UI does at /docs.
package configureswaggerui
