package binding

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/signet-go/signet/internal/vocab"
)

const (
	partInMemory  = 1 << 20 // bytes of a file that stays in memory
	filesInMemory = 8 << 20 // bytes of all files of a request that stay in memory
)

// Uploads keeps the files of one request. The zero value is ready; whoever passes
// it to Plan.BindBody calls Remove after the answer, whatever the error.
type Uploads struct{ spool *spool }

// Remove ends the uploads: their memory and their temporary file are given back,
// and reading one is an error. It may be called when there are none.
func (u *Uploads) Remove() {
	if u.spool != nil {
		u.spool.remove()
		u.spool = nil
	}
}

// spool holds files: small ones in memory, the others one after the other in a
// single temporary file. Where the system allows it, that file has no name any
// more while it is used, so that not even a crash leaves it behind.
type spool struct {
	gone   atomic.Bool
	memory int64 // bytes
	file   *os.File
	name   string // empty once it is removed
	size   int64  // of file
}

// keep stores what r holds.
func (s *spool) keep(r io.Reader) (*kept, int64, error) {
	var head bytes.Buffer
	room := min(partInMemory, filesInMemory-s.memory)
	n, err := io.Copy(&head, io.LimitReader(r, room+1))
	if err != nil {
		return nil, 0, err
	}
	if n <= room {
		s.memory += n
		return &kept{spool: s, memory: head.Bytes()}, n, nil
	}
	return s.spill(io.MultiReader(&head, r))
}

// spill stores what r holds in the temporary file.
func (s *spool) spill(r io.Reader) (*kept, int64, error) {
	if s.file == nil {
		file, err := os.CreateTemp("", "signet-upload-*")
		if err != nil {
			return nil, 0, fmt.Errorf("spool an upload: %w", err)
		}
		s.file, s.name = file, file.Name()
		if os.Remove(s.name) == nil {
			s.name = ""
		}
	}
	k := &kept{spool: s, offset: s.size}
	n, err := io.Copy(s.file, r)
	s.size += n
	return k, n, err
}

func (s *spool) remove() {
	s.gone.Store(true)
	if s.file == nil {
		return
	}
	_ = s.file.Close() // nothing that was written is wanted any more
	if s.name != "" {
		_ = os.Remove(s.name) // the folder is the system's to clean
	}
}

// kept is one file of a spool.
type kept struct {
	spool  *spool
	memory []byte // nil: at offset in the spool's file
	offset int64
}

// ReadAt implements io.ReaderAt. Behind the end of the file it reads others: its
// user knows the size.
func (k *kept) ReadAt(p []byte, off int64) (int, error) {
	switch {
	case k.spool.gone.Load():
		return 0, vocab.ErrUploadGone
	case k.spool.file == nil || k.memory != nil:
		return bytes.NewReader(k.memory).ReadAt(p, off)
	}
	return k.spool.file.ReadAt(p, k.offset+off)
}
