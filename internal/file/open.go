package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/signet-go/signet/internal/vocab"
)

// notFound hides why a name is not served: the client may not learn what is there.
var notFound = vocab.NewError(http.StatusNotFound, nil)

// Lengths beyond which file systems answer with errors of their own.
const (
	longestElement = 255
	longestName    = 4096
)

// opened is a file that is ready to be sent.
type opened struct {
	io.ReadSeeker
	file    fs.File // to be closed; nil: Content of a vocab.File
	size    int64
	modTime time.Time
}

func (o *opened) close() {
	if o.file != nil {
		Close(o.file)
		return
	}
	Close(o.ReadSeeker)
}

// Close closes v if it can be closed; what was only read has nothing to report.
func Close(v any) {
	if c, ok := v.(io.Closer); ok {
		_ = c.Close()
	}
}

// usable reports whether a name can be that of a file on any system: it stays
// below the root, and no system reads more into it than its text.
func usable(name string) bool {
	if !fs.ValidPath(name) || len(name) > longestName || strings.ContainsAny(name, "\x00\\") {
		return false
	}
	for element := range strings.SplitSeq(name, "/") {
		if len(element) > longestElement {
			return false
		}
	}
	_, err := filepath.Localize(name) // on Windows: no drives, devices or streams
	return err == nil
}

// open opens a regular file. The error is notFound, or the server's.
func open(fsys fs.FS, name string) (*opened, error) {
	if !usable(name) {
		return nil, notFound
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, refuse(fsys, name, err)
	}
	info, err := f.Stat()
	if err != nil {
		Close(f)
		return nil, refuse(fsys, name, err)
	}
	if !info.Mode().IsRegular() {
		Close(f)
		return nil, notFound
	}
	o := &opened{file: f, size: info.Size(), modTime: info.ModTime()}
	seeker, ok := f.(io.ReadSeeker)
	if !ok {
		forward := &forward{fsys: fsys, name: name, size: o.size, file: f}
		seeker, o.file = forward, forward
	}
	o.ReadSeeker = seeker
	return o, nil
}

// refuse tells a name that is not there from a file system that fails.
func refuse(fsys fs.FS, name string, err error) error {
	for _, missing := range []error{fs.ErrNotExist, fs.ErrInvalid, fs.ErrPermission} {
		if errors.Is(err, missing) {
			return notFound
		}
	}
	if blocked(fsys, name) {
		return notFound
	}
	return fmt.Errorf("open file %q: %w", name, err)
}

// blocked reports whether a part of the name leads nowhere: a file where a
// folder has to be, or a symbolic link that the file system does not follow.
func blocked(fsys fs.FS, name string) bool {
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		info, err := fs.Lstat(fsys, name[:i])
		if err != nil {
			return false
		}
		last := i == len(name)
		if info.Mode()&fs.ModeSymlink != 0 || !last && !info.IsDir() {
			return true
		}
	}
	return false
}
