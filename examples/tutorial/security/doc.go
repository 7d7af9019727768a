// Package security authenticates.
//
// A function that takes a signet.Bearer or a signet.Basic gets what the client
// proved, or is not called: the answer is 401 then, before the body is read.
// Whether it is the right proof is for the function to say. Most often that is
// a dependency, so that others take who it found: *User.
package security
