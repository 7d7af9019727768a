package file

import (
	"fmt"
	"mime"
	"path"
	"strings"
	"time"
)

// Unknown is the media type of a file of which nothing is known. It keeps clients
// from guessing one that runs scripts.
const Unknown = "application/octet-stream"

// MediaType is the Content-Type of a file by its extension. Content is never
// looked at: what looks like HTML to a guess may be what a user uploaded.
func MediaType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if known := webType(ext); known != "" {
		return known // the same on every machine
	}
	if known := mime.TypeByExtension(ext); known != "" {
		return known
	}
	return Unknown
}

// webType knows what front ends are made of. The tables of some systems lack or
// mistake these.
func webType(ext string) string {
	switch ext {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs", ".cjs":
		return "text/javascript; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".xml":
		return "application/xml"
	case ".wasm":
		return "application/wasm"
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	case ".gz":
		return "application/gzip"
	}
	return mediaOf(ext)
}

// mediaOf knows images, fonts, sound and film.
func mediaOf(ext string) string {
	switch ext {
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".ico":
		return "image/x-icon"
	case ".woff":
		return "font/woff"
	case ".woff2":
		return "font/woff2"
	case ".ttf":
		return "font/ttf"
	case ".otf":
		return "font/otf"
	case ".mp3":
		return "audio/mpeg"
	case ".mp4":
		return "video/mp4"
	case ".webm":
		return "video/webm"
	}
	return ""
}

// stamp is a strong ETag by time, size and content coding; empty: as it is.
func stamp(modTime time.Time, size int64, coding string) string {
	if coding != "" {
		coding = "-" + coding
	}
	return fmt.Sprintf(`"%x-%x%s"`, modTime.UnixNano(), size, coding)
}
