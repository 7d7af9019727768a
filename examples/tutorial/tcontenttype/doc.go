// Package tcontenttype shows which layer decides whether a body has to say that
// it is JSON: the innermost that speaks.
package tcontenttype
