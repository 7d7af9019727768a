// Package headerparams reads headers: header:"User-Agent", in any case.
package headerparams
