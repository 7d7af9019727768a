package vocab

import "time"

// Event is one server-sent event as it is written. The zero value of a field
// leaves its line out; an event without any is an empty comment, which clients
// pass over.
//
// ID and Event are single lines, ID without NUL; Retry is not negative; Data
// and Raw exclude each other. An event that breaks this ends the stream with an
// error.
type Event struct {
	ID      string        // what the client sends as Last-Event-ID when it comes back
	Event   string        // the event's type; clients take none for "message"
	Data    any           // sent as JSON; json.RawMessage("null") is a null
	Raw     string        // sent as it is, a line for each of its lines
	Retry   time.Duration // how long the client waits before it comes back, in whole milliseconds
	Comment string        // lines that clients pass over
}
