package binding

const (
	firstRoom = 4 << 10   // bytes of a new buffer
	mostTrust = 64 << 10  // of a Content-Length, before any of it has arrived
	mostKept  = 128 << 10 // a buffer that has grown larger is not kept
)

// buffer holds the body of one request.
type buffer struct{ bytes []byte }

func (b *bodyPlan) takeBuffer() *buffer {
	if kept, ok := b.buffers.Get().(*buffer); ok {
		return kept
	}
	return &buffer{bytes: make([]byte, 0, firstRoom)}
}

func (b *bodyPlan) release(buf *buffer) {
	if cap(buf.bytes) > mostKept {
		return
	}
	buf.bytes = buf.bytes[:0]
	b.buffers.Put(buf)
}

// expect makes room for a body of the announced length, -1 if unknown, and for
// one byte more, which tells that it has ended.
func (b *buffer) expect(length int64) {
	if want := int(min(length, mostTrust)) + 1; want > cap(b.bytes) {
		b.bytes = make([]byte, 0, want)
	}
}

// room returns free memory to read into, at least one byte, at most what takes
// the buffer to a length of most.
func (b *buffer) room(most int64) []byte {
	if len(b.bytes) == cap(b.bytes) {
		grown := make([]byte, len(b.bytes), 2*cap(b.bytes))
		copy(grown, b.bytes)
		b.bytes = grown
	}
	end := int(min(int64(cap(b.bytes)), most))
	return b.bytes[len(b.bytes):end]
}
