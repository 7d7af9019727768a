// Package openapiwebhooks documents what the app sends to its users by itself.
package openapiwebhooks
