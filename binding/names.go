package binding

// names finds the position of a name. What a client sends cannot slow it down:
// the table is fixed, and an unknown name meets an empty slot soon.
type names struct {
	list  []string
	slots []int32 // position + 1, 0 for none; a power of two long
}

func newNames(list []string) names {
	size := 8
	for size < 4*len(list) {
		size *= 2
	}
	n := names{list: list, slots: make([]int32, size)}
	for k, name := range list {
		slot := n.slot(name)
		for n.slots[slot] != 0 {
			slot = (slot + 1) & (size - 1)
		}
		n.slots[slot] = int32(k + 1)
	}
	return n
}

// find returns the position of name, -1 if it is not in the list.
func (n *names) find(name string) int {
	if len(name) == 0 {
		return -1 // no field has an empty name
	}
	for slot := n.slot(name); ; slot = (slot + 1) & (len(n.slots) - 1) {
		k := int(n.slots[slot]) - 1
		if k < 0 || n.list[k] == name {
			return k
		}
	}
}

func (n *names) slot(name string) int {
	h := uint(len(name))*31 + uint(name[0])*7 + uint(name[len(name)-1])*61
	return int(h^h>>5) & (len(n.slots) - 1)
}

// register collects names, each once, and says where each will be.
type register struct {
	list []string
	at   map[string]int
}

func (r *register) add(name string) int {
	if at, ok := r.at[name]; ok {
		return at
	}
	if r.at == nil {
		r.at = map[string]int{}
	}
	at := len(r.list)
	r.at[name] = at
	r.list = append(r.list, name)
	return at
}
