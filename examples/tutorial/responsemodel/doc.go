// Package responsemodel says what leaves the service.
//
// The result's type is the answer's shape. ResponseModel narrows it on a route:
// only the members that the model names are written, and the document shows the
// model. What the model needs and the result lacks is a start-up error.
package responsemodel
