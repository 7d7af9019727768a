package binding

import "unsafe"

// pathText is all there is to know of a wildcard that feeds a plain string. It
// is most of them; side by side they are soon read.
type pathText struct {
	wildcard, slot int
	offset         uintptr
}

func (p *Plan) compilePath(steps []*step) {
	for _, s := range steps {
		if s.plain && s.wildcard >= 0 {
			p.texts = append(p.texts, pathText{s.wildcard, s.slot, s.offset})
			continue
		}
		p.path = append(p.path, s)
	}
}

// bindPath gives each field the text of its wildcard, escapes already taken off.
func (p *Plan) bindPath(wild []string, bases []unsafe.Pointer, bad *Invalid) {
	for _, t := range p.texts {
		*(*string)(unsafe.Add(bases[t.slot], t.offset)) = wild[t.wildcard]
	}
	for _, s := range p.path {
		if s.wildcard < 0 {
			s.bindAbsent(bases, bad)
			continue
		}
		s.bind(s.names[0], wild[s.wildcard:s.wildcard+1], bases, bad)
	}
}
