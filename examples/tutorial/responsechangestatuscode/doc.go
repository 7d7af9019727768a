// Package responsechangestatuscode chooses the status while the request is
// served, and documents each that it may choose.
package responsechangestatuscode
