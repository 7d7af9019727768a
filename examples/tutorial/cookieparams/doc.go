// Package cookieparams reads cookies: cookie:"ads_id".
package cookieparams
