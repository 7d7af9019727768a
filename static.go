package signet

import (
	"fmt"
	"io/fs"
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/file"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/table"
)

// Static serves files below prefix, "/" for all paths, for GET and HEAD: with ranges, conditional
// requests and strong ETags. A folder is answered with its index.html; nothing is
// listed, and what begins with a dot is not served, but for .well-known. Where the
// client takes it, app.js.br, app.js.zst or app.js.gz is sent for app.js.
//
// No path leads out of files. Whether symbolic links do is for the file system to
// say: os.DirFS follows them, the FS of an os.Root does not leave its root. A file
// without a time, as those of an embed.FS, is taken to stay as it is.
//
// What the layers declare with Depends runs before a file is looked for. The route
// matches in the order of registration, as any other; it is not in the document,
// and its name for App.URL is "static" unless Name says another.
func (l *registrar) Static(prefix string, files fs.FS, opts ...RouteOption) {
	at := caller.Here(1)
	root := rooted(prefix)
	if !l.tree.CheckPrefix(root, at) {
		return
	}
	site, err := file.NewSite(files)
	if err != nil {
		l.tree.Mistake(at, fmt.Errorf("Static(%q): %w", prefix, err))
		return
	}
	r := l.route(root+"/{"+staticFile+":path}", slices.Concat([]RouteOption{Name("static"), Hidden()}, opts), http.MethodGet, http.MethodHead)
	r.place, r.settings.Place = at, at
	function := &layer.Settings{Name: "static files", Place: at}
	l.tree.Record(table.Registration{
		Place: at, Chain: r.layers(function), Path: r.path, Methods: r.methods,
		Handling: &table.Handling{Func: finder(site.Find), Settings: function, Place: at, Name: function.Name},
	})
}

// finder is the handler of a site: it finds the file that the wildcard names.
func finder(find func(r *http.Request, name string) (*file.Answer, error)) func(*http.Request) (*file.Answer, error) {
	return func(r *http.Request) (*file.Answer, error) { return find(r, r.PathValue(staticFile)) }
}

// rooted is the prefix of all paths for "/", which is how people write it.
func rooted(prefix string) string {
	if prefix == "/" {
		return ""
	}
	return prefix
}

// staticFile names the wildcard of a static route.
const staticFile = "file"
