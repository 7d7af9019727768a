// Package vocab holds the types that a handler's signature may name. It is data
// and accessors only: what the types mean to a request is decided in the rooms
// above. The front door aliases every noun of this package; the functions that
// take a reflect.Type (OptOf, …) stay inside.
package vocab
