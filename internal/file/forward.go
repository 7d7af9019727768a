package file

import (
	"errors"
	"io"
	"io/fs"
)

// forward lets a file seek that can only be read from its start, such as one in
// a zip archive: what lies before is skipped, and going back opens it anew.
type forward struct {
	fsys fs.FS
	name string
	size int64

	file fs.File // nil after a failed reopening
	at   int64   // where file is
	want int64   // where the next read is to begin
}

func (f *forward) Stat() (fs.FileInfo, error) { return f.file.Stat() }

func (f *forward) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.want
	case io.SeekEnd:
		offset += f.size
	}
	if offset < 0 {
		return 0, errors.New("seek before the start of the file")
	}
	f.want = offset
	return offset, nil
}

func (f *forward) Read(b []byte) (int, error) {
	if f.want < f.at {
		if err := f.reopen(); err != nil {
			return 0, err
		}
	}
	if skip := f.want - f.at; skip > 0 {
		n, err := io.CopyN(io.Discard, f.file, skip)
		if f.at += n; err != nil {
			return 0, err
		}
	}
	n, err := f.file.Read(b)
	f.at += int64(n)
	f.want = f.at
	return n, err
}

func (f *forward) reopen() error {
	_ = f.Close()
	file, err := f.fsys.Open(f.name)
	if err != nil {
		return err
	}
	f.file, f.at = file, 0
	return nil
}

// Close may come after a failed reopening.
func (f *forward) Close() error {
	if f.file == nil {
		return nil
	}
	file := f.file
	f.file = nil
	return file.Close()
}
