// Package extramodels has several models of one thing: what comes in, what is
// kept and what goes out, built of each other by embedding.
package extramodels
