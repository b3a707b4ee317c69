package gen

import "go.yaml.in/yaml/v4"

// Tree is a YAML file as JSON sees it: objects, lists and scalars. Dates are
// text, as they are for the schema.
func Tree(src []byte) (any, error) {
	var n yaml.Node
	if err := yaml.Load(src, &n); err != nil {
		return nil, err
	}
	return tree(n.Content[0])
}

func tree(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, err := tree(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			m[n.Content[i].Value] = v
		}
		return m, nil
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			v, err := tree(c)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.AliasNode:
		return nil, nil // refused by the decoder whatever it holds
	}
	if n.ShortTag() == "!!timestamp" {
		return n.Value, nil
	}
	var v any
	err := n.Load(&v)
	return v, err
}
