// Package layer holds the settings that the app, each group, a function and a
// route add to an operation, and folds them. Layers are folded at link time,
// outermost first, into a new value: siblings share nothing, and the order of
// calls does not change who is protected.
package layer
