package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
)

// index is what answers for a folder.
const index = "index.html"

// Site chooses files of a file system by the request's path. It lists nothing,
// and does not serve what begins with a dot, but for .well-known (RFC 8615). It is
// safe for concurrent use as far as its file system is.
type Site struct {
	files fs.FS
	tags  sync.Map // name to tag: of files without a time, which are taken as unchangeable
}

// tag is the ETag of a content that was read once.
type tag struct {
	size int64
	text string
}

// NewSite returns the site of files. An error says that there is no root.
func NewSite(files fs.FS) (*Site, error) {
	if files == nil {
		return nil, errors.New("the file system is nil")
	}
	root, err := fs.Stat(files, ".")
	if err != nil {
		return nil, fmt.Errorf("the root of the file system cannot be read: %w; a relative folder is looked for where the program starts", err)
	}
	if !root.IsDir() {
		return nil, errors.New("the root of the file system is no folder")
	}
	return &Site{files: files}, nil
}

// Answer is what a site answers to a request: a file, or the way to a folder's
// path with a slash at the end.
type Answer struct {
	site   *Site
	name   string // of a file
	to     string // where a redirect leads; empty: none
	status int    // 0: that of any good answer
	vary   string // which headers chose the file, its coding aside
}

// Find chooses the answer for the path below the site's prefix. An error is for
// the client: 404.
func (s *Site) Find(r *http.Request, name string) (*Answer, error) {
	if strings.Contains(strings.ToLower(r.URL.RawPath), "%2f") {
		return nil, notFound // whatever guards a folder in front of us saw no folder there
	}
	folder := name == "" || strings.HasSuffix(name, "/")
	if name = strings.TrimSuffix(name, "/"); name == "" {
		name = "."
	}
	if !usable(name) || hidden(name) {
		return nil, notFound
	}
	info, err := fs.Stat(s.files, name)
	switch {
	case err != nil:
		return nil, refuse(s.files, name, err)
	case info.Mode().IsRegular() && !folder:
		return &Answer{site: s, name: name}, nil
	case !info.IsDir():
		return nil, notFound
	}
	inside := path.Join(name, index)
	if page, err := fs.Stat(s.files, inside); err != nil || !page.Mode().IsRegular() {
		return nil, notFound
	}
	if folder {
		return &Answer{site: s, name: inside}, nil
	}
	return &Answer{to: WithSlash(r.URL)}, nil
}

// WithSlash is the way from a folder's path to the one that ends in a slash. It is
// relative, so that it holds wherever a proxy puts the site.
func WithSlash(u *url.URL) string {
	to := "./" + url.PathEscape(path.Base(u.Path)) + "/"
	if u.RawQuery != "" {
		to += "?" + u.RawQuery
	}
	return to
}

// hidden reports whether an element of the name begins with a dot.
func hidden(name string) bool {
	if name == "." {
		return false
	}
	name = strings.TrimPrefix(name, ".well-known/")
	for element := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(element, ".") {
			return true
		}
	}
	return false
}

// Stream sends the file in the best form that the client takes.
func (a *Answer) Stream(w http.ResponseWriter, r *http.Request, status int) error {
	h := w.Header()
	if a.to != "" {
		h.Set("Location", a.to)
		h.Set("Content-Length", "0")
		w.WriteHeader(http.StatusTemporaryRedirect)
		return nil
	}
	best := a.site.choose(a.name, r.Header.Values("Accept-Encoding"))
	o, err := open(a.site.files, best.name)
	if err != nil {
		return err
	}
	defer o.close()
	h.Set("Content-Type", MediaType(a.name))
	if a.vary != "" {
		h.Add("Vary", a.vary)
	}
	if best.varies {
		h.Add("Vary", "Accept-Encoding")
	}
	if best.coding != "" {
		h.Set("Content-Encoding", best.coding)
	}
	etag, err := a.site.etag(best, o)
	if err != nil {
		return err
	}
	h.Set("Etag", etag)
	if a.status != 0 {
		status = a.status
	}
	return o.send(w, r, status)
}

// etag is strong: of the content where the file has no time, as the files of an
// embed.FS.
func (s *Site) etag(v variant, o *opened) (string, error) {
	if !o.modTime.IsZero() {
		// Variants that were made together may agree in time and size.
		return stamp(o.modTime, o.size, v.coding), nil
	}
	if known, ok := s.tags.Load(v.name); ok && known.(tag).size == o.size {
		return known.(tag).text, nil
	}
	text, err := digest(o)
	if err != nil {
		return "", fmt.Errorf("read file %q: %w", v.name, err)
	}
	s.tags.Store(v.name, tag{o.size, text})
	_, err = o.Seek(0, io.SeekStart)
	return text, err
}
