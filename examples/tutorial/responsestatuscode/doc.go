// Package responsestatuscode sets the status of the good answer.
package responsestatuscode
