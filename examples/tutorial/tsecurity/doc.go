// Package tsecurity shows security beyond what package signet offers by itself: a
// scheme of the app's own, and other users in a test.
package tsecurity
