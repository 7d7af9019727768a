// Package compress has the content codings that the standard library lacks, for
// [middleware.Compress]. It is a package of its own so that only programs that
// use it link them.
package compress

import (
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/signet-go/signet/middleware"
)

// The levels at which All compresses: those that cost about what gzip costs.
const (
	levelBrotli = 4
	levelZstd   = 3
	levelGzip   = 6
)

// window is how far back zstd looks, in bytes. Browsers take up to 8 MiB
// (RFC 9659); a compressor needs a multiple of it for as long as it works.
const window = 512 << 10

// All offers zstd, brotli and gzip, in that order.
func All() []middleware.Encoding {
	return []middleware.Encoding{Zstd(levelZstd), Brotli(levelBrotli), Gzip(levelGzip)}
}

// Zstd is the coding zstd (RFC 8878) at a level from 1, fastest, to 22. The
// library has four steps; each level means the nearest.
func Zstd(level int) middleware.Encoding {
	mustBe("Zstd", level, 1, 22)
	step := zstd.EncoderLevelFromZstd(level)
	return middleware.Encoding{Name: "zstd", New: func(w io.Writer) middleware.Compressor {
		// One goroutine, the handler's: answers are many and small.
		e, err := zstd.NewWriter(w, zstd.WithEncoderLevel(step), zstd.WithEncoderConcurrency(1),
			zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true))
		if err != nil {
			panic(err) // never: the options are in their ranges
		}
		return e
	}}
}

// Brotli is the coding br (RFC 7932) at a level from 0, fastest, to 11. Above 5
// it takes too long for what is not compressed ahead.
func Brotli(level int) middleware.Encoding {
	mustBe("Brotli", level, brotli.BestSpeed, brotli.BestCompression)
	return middleware.Encoding{Name: "br", New: func(w io.Writer) middleware.Compressor {
		return brotli.NewWriterLevel(w, level)
	}}
}

// Gzip is the coding gzip at a level from 1, fastest, to 9.
func Gzip(level int) middleware.Encoding {
	mustBe("Gzip", level, gzip.BestSpeed, gzip.BestCompression)
	return middleware.Encoding{Name: "gzip", New: func(w io.Writer) middleware.Compressor {
		e, err := gzip.NewWriterLevel(w, level)
		if err != nil {
			panic(err) // never: the level is in its range
		}
		return e
	}}
}

func mustBe(name string, level, least, most int) {
	if level < least || level > most {
		panic(fmt.Sprintf("compress.%s: level %d is not from %d to %d", name, level, least, most))
	}
}
